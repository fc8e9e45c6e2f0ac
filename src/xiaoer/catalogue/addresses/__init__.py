"""Standard addresses (标准地址): written addresses are normalised, parsed and matched. Pure."""
