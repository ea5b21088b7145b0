"""What sound files show: findings, which are published and do not stop a build unless asked to."""
