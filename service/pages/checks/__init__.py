"""计划核查: plans held against a notice and a template, as a matrix and one by one."""
