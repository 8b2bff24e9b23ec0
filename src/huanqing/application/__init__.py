"""Use cases over the domain, and the ports that the outer layers implement."""
