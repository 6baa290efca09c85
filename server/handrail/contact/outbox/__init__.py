"""What has to reach somebody outside: kept in the transaction that caused it, and delivered until it is taken or given up."""
