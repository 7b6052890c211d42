"""Trained models: definitions, training, evaluation, artefacts with their cards."""
