"""Frozen values that every stage shares; nothing here touches a file, a clock or the screen."""
