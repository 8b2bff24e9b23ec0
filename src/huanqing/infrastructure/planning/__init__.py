"""The solver behind the planner: HiGHS proposes, integer arithmetic decides."""
