"""What is done to Scalebook at length: builds are killed, commands meet each other, and loaders read what is broken."""
