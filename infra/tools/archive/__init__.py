"""Archive packages (电子档案包) looked at again: whether every file is there and as it was, and nothing else (四性检测: 真实、完整、可用)."""
