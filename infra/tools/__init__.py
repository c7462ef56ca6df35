"""What the people who look after Anju run by hand: the policy, replaying, what if."""
