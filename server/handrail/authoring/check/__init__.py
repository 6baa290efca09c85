"""`handrail check`: content against the running app, in a real browser. Pure: plan, addresses, doing, judge, fixes, reports. The rest drives pages."""
