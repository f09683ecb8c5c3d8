-- case: never_zero_over_values
SELECT array_sort(transform(sequence(1, 60), x -> x * 7 % 10), (x, y) -> IF(x < y, -1, 1))

-- case: never_zero_over_rows
SELECT array_sort(transform(sequence(1, 60), x -> ROW(x * 7 % 10, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: never_zero_below_the_merge
SELECT array_sort(transform(sequence(1, 25), x -> ROW(x * 7 % 10, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: less_or_equal
SELECT array_sort(transform(sequence(1, 25), x -> ROW(x * 7 % 10, x)), (x, y) -> IF(x[1] <= y[1], -1, 1))

-- case: always_greater
SELECT array_sort(sequence(1, 60), (x, y) -> 1)

-- case: always_less
SELECT array_sort(sequence(1, 60), (x, y) -> -1)

-- case: signs_of_a_sum
SELECT array_sort(sequence(1, 25), (x, y) -> CASE WHEN (x + y) % 3 = 0 THEN 1 WHEN (x + y) % 3 = 1 THEN 0 ELSE -1 END)

-- case: never_zero_descending
SELECT array_sort(ARRAY[3,1,2,1,3], (x, y) -> IF(x < y, 1, -1))

-- case: null_elements_last
SELECT array_sort(ARRAY[1, NULL, 2], (x, y) -> CASE WHEN x IS NULL THEN 1 WHEN y IS NULL THEN -1 WHEN x < y THEN -1 WHEN x = y THEN 0 ELSE 1 END)

-- case: null_for_equal_that_is_not_asked
SELECT array_sort(ARRAY[2, 1], (x, y) -> CASE WHEN x < y THEN -1 WHEN x > y THEN 1 END)

-- case: null_for_equal
-- fails: the comparator gives NULL for a pair that is compared
SELECT array_sort(ARRAY[2, 1, 2], (x, y) -> CASE WHEN x < y THEN -1 WHEN x > y THEN 1 END)

-- case: one_element_is_not_compared
SELECT array_sort(ARRAY[1], (x, y) -> 1/0)

-- case: difference
-- fails: the comparator gives 2
SELECT array_sort(ARRAY[2, 1, 3], (x, y) -> x - y)

-- case: pair_of_itself_fails
SELECT array_sort(ARRAY[1, 2, 3], (x, y) -> IF(x = y, 1 / 0, IF(x < y, 1, -1)))

-- case: pair_that_is_not_compared_fails
SELECT array_sort(ARRAY[4, 2, 3], (x, y) -> IF(x = 2 AND y = 3, 1 / 0, IF(x < y, 1, -1)))

-- case: pair_that_is_compared_fails
-- fails: the comparator divides by zero
SELECT array_sort(ARRAY[3, 2, 4], (x, y) -> IF(x = 2 AND y = 3, 1 / 0, IF(x < y, 1, -1)))

-- case: more_than_a_thousand
SELECT array_sort(flatten(ARRAY[sequence(1, 600), sequence(300, 900), sequence(900, 1, -1)]), (x, y) -> IF(x < y, -1, 1))

-- case: more_than_a_thousand_rows
SELECT array_sort(transform(flatten(ARRAY[sequence(1, 600), sequence(300, 900), sequence(900, 1, -1)]), x -> ROW(x % 100, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_33_elements_a
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_33_elements_b
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] > y[1], 1, -1))

-- case: of_33_elements_c
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x * 7919 % 101, x)), (x, y) -> IF(x[1] <= y[1], -1, 1))

-- case: of_33_elements_d
SELECT array_sort(transform(sequence(1, 33), x -> ROW((x * x) % 97 - x / 20, x)), (x, y) -> IF(x[1] > y[1], -1, 1))

-- case: of_33_elements_e
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x % 50 - (x / 60) * 3, x)), (x, y) -> IF(x[1] >= y[1], 1, -1))

-- case: of_33_elements_f
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x, x)), (x, y) -> CAST((x[1] * 31 + y[1] * 17) % 3 - 1 AS integer))

-- case: of_33_elements_g
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x / 40 * (IF(x % 2 = 0, 1, -1)), x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_33_elements_h
SELECT array_sort(transform(sequence(1, 33), x -> ROW(x % 40, x)), (x, y) -> IF(y[1] - x[1] > 3, -1, IF(x[1] - y[1] > 3, 1, 0)))

-- case: of_100_elements_a
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_100_elements_b
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] > y[1], 1, -1))

-- case: of_100_elements_c
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x * 7919 % 101, x)), (x, y) -> IF(x[1] <= y[1], -1, 1))

-- case: of_100_elements_d
SELECT array_sort(transform(sequence(1, 100), x -> ROW((x * x) % 97 - x / 20, x)), (x, y) -> IF(x[1] > y[1], -1, 1))

-- case: of_100_elements_e
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x % 50 - (x / 60) * 3, x)), (x, y) -> IF(x[1] >= y[1], 1, -1))

-- case: of_100_elements_f
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x, x)), (x, y) -> CAST((x[1] * 31 + y[1] * 17) % 3 - 1 AS integer))

-- case: of_100_elements_g
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x / 40 * (IF(x % 2 = 0, 1, -1)), x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_100_elements_h
SELECT array_sort(transform(sequence(1, 100), x -> ROW(x % 40, x)), (x, y) -> IF(y[1] - x[1] > 3, -1, IF(x[1] - y[1] > 3, 1, 0)))

-- case: of_257_elements_a
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_257_elements_b
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] > y[1], 1, -1))

-- case: of_257_elements_c
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x * 7919 % 101, x)), (x, y) -> IF(x[1] <= y[1], -1, 1))

-- case: of_257_elements_d
SELECT array_sort(transform(sequence(1, 257), x -> ROW((x * x) % 97 - x / 20, x)), (x, y) -> IF(x[1] > y[1], -1, 1))

-- case: of_257_elements_e
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x % 50 - (x / 60) * 3, x)), (x, y) -> IF(x[1] >= y[1], 1, -1))

-- case: of_257_elements_f
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x, x)), (x, y) -> CAST((x[1] * 31 + y[1] * 17) % 3 - 1 AS integer))

-- case: of_257_elements_g
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x / 40 * (IF(x % 2 = 0, 1, -1)), x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_257_elements_h
SELECT array_sort(transform(sequence(1, 257), x -> ROW(x % 40, x)), (x, y) -> IF(y[1] - x[1] > 3, -1, IF(x[1] - y[1] > 3, 1, 0)))

-- case: of_500_elements_a
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_500_elements_b
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x * 7919 % 13, x)), (x, y) -> IF(x[1] > y[1], 1, -1))

-- case: of_500_elements_c
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x * 7919 % 101, x)), (x, y) -> IF(x[1] <= y[1], -1, 1))

-- case: of_500_elements_d
SELECT array_sort(transform(sequence(1, 500), x -> ROW((x * x) % 97 - x / 20, x)), (x, y) -> IF(x[1] > y[1], -1, 1))

-- case: of_500_elements_e
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x % 50 - (x / 60) * 3, x)), (x, y) -> IF(x[1] >= y[1], 1, -1))

-- case: of_500_elements_f
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x, x)), (x, y) -> CAST((x[1] * 31 + y[1] * 17) % 3 - 1 AS integer))

-- case: of_500_elements_g
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x / 40 * (IF(x % 2 = 0, 1, -1)), x)), (x, y) -> IF(x[1] < y[1], -1, 1))

-- case: of_500_elements_h
-- fails: the comparator contradicts itself
SELECT array_sort(transform(sequence(1, 500), x -> ROW(x % 40, x)), (x, y) -> IF(y[1] - x[1] > 3, -1, IF(x[1] - y[1] > 3, 1, 0)))
