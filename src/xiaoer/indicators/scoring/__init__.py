"""Outside yardsticks as separate layers over the same facts (market 0.7, campaign 14). Pure."""
