"""How the weights of the scorer are learned: from parallel text that is perturbed on purpose."""
