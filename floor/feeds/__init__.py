"""Agent-state feeds: each turns a phone system's words into ``AgentEvent``s."""
