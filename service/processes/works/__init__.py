"""What is done in the processes: functions of what a job gives, without a database."""
