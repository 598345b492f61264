"""What a figure shows, in other forms than a drawing: as plain data, in tables and lists, with its quotes."""
