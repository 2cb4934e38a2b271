"""What the client costs, against its peers: `make bench`, or `make bench-quick` for a first look."""
