"""The call centre itself: seats, agent states, rules and their correlation. Pure code."""
