"""The one condition grammar: parse (`schema`) and evaluate (`evaluate`), pure."""
