"""What the project costs, measured beside what the machine allows."""
