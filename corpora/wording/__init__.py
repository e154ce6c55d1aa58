"""Every text that is shown in Korean or in English, in one place."""
