"""What runs inside the sandbox: a server that forks a process for each trial of a sample, and the trial itself.

Beside the standard library it needs EvalPlus and this package only.
"""
