"""The application: CLI, REST, exports."""
