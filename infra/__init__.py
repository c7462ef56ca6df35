"""How Anju is packaged and deployed, stood up on one machine, played, measured and looked after."""
