"""Page families: every module here makes pages."""
