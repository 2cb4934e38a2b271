"""What the clients do on the wire, against scripted answers on loopback."""
