"""Standard addresses (标准地址): written addresses are normalised, parsed and matched. Pure.

The order in which to read it: `normalising`, `regions`, `lexing`, `naming`, `states`, `series`,
`assembling`, `parsing` take an address apart; `parts`, `keys`, `comparing`, `matching` look it
up; `verdict` says what that means for a company; `columns`, `rows` read a register's file.
"""
