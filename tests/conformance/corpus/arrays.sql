-- Arrays and lambdas.

-- case: constructor_and_subscript
SELECT ARRAY[1, 2, 3][1] AS a, ARRAY['x', 'y'][2] AS b, ARRAY[ARRAY[1], ARRAY[2, 3]][2][1] AS c

-- case: subscript_out_of_range
-- fails: a subscript must exist
SELECT ARRAY[1, 2][3]

-- case: subscript_zero
-- fails: subscripts count from one
SELECT ARRAY[1, 2][0]

-- case: subscript_of_null_array
SELECT CAST(NULL AS array(integer))[1] AS a

-- case: element_at
SELECT element_at(ARRAY[1, 2, 3], 1) AS a, element_at(ARRAY[1, 2, 3], -1) AS b, element_at(ARRAY[1, 2, 3], 9) AS c

-- case: cardinality
SELECT cardinality(ARRAY[1, NULL]) AS a, cardinality(ARRAY[]) AS b, cardinality(CAST(NULL AS array(integer))) AS c

-- case: concat_arrays
SELECT ARRAY[1] || ARRAY[2, 3] AS a, ARRAY[1] || 2 AS b, 0 || ARRAY[1] AS c, concat(ARRAY[1], ARRAY[2], ARRAY[3]) AS d

-- case: contains
SELECT contains(ARRAY[1, 2], 2) AS a, contains(ARRAY[1, NULL], 1) AS b, contains(ARRAY[1, NULL], 9) AS c, contains(ARRAY[1], 9) AS d

-- case: position_of
SELECT array_position(ARRAY['a', 'b', 'a'], 'a') AS a, array_position(ARRAY['a'], 'z') AS b

-- case: distinct
SELECT array_distinct(ARRAY[3, 1, 3, NULL, NULL]) AS a

-- case: sort
SELECT array_sort(ARRAY[3, NULL, 1, 2]) AS a, array_sort(ARRAY['b', 'A', 'a']) AS b

-- case: sort_with_comparator
SELECT array_sort(ARRAY[3, 1, 2], (x, y) -> if(x < y, 1, if(x > y, -1, 0))) AS a

-- case: join
SELECT array_join(ARRAY['a', NULL, 'c'], ',') AS a, array_join(ARRAY['a', NULL, 'c'], ',', '?') AS b, array_join(ARRAY[1, 2], '-') AS c

-- case: min_max
SELECT array_min(ARRAY[3, 1, 2]) AS a, array_max(ARRAY[3, 1, 2]) AS b, array_max(ARRAY[1, NULL]) AS c, array_max(ARRAY['a', 'b']) AS d

-- case: set_operations
SELECT array_union(ARRAY[1, 2], ARRAY[2, 3]) AS a, array_intersect(ARRAY[1, 2, 2], ARRAY[2, 3]) AS b, array_except(ARRAY[1, 2, 2, 3], ARRAY[3]) AS c

-- case: overlap
SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2]) AS a, arrays_overlap(ARRAY[1], ARRAY[2]) AS b, arrays_overlap(ARRAY[1, NULL], ARRAY[2]) AS c

-- case: remove
SELECT array_remove(ARRAY[1, 2, 1, NULL], 1) AS a

-- case: reverse_and_shuffle_length
SELECT reverse(ARRAY[1, 2, 3]) AS a, cardinality(shuffle(ARRAY[1, 2])) AS b

-- case: slice
SELECT slice(ARRAY[1, 2, 3, 4], 2, 2) AS a, slice(ARRAY[1, 2, 3, 4], -2, 2) AS b, slice(ARRAY[1], 5, 2) AS c, slice(ARRAY[1, 2], 1, 9) AS d

-- case: flatten
SELECT flatten(ARRAY[ARRAY[1], ARRAY[2, 3], NULL]) AS a

-- case: sequence
SELECT sequence(1, 5) AS a, sequence(1, 10, 3) AS b, sequence(3, 1) AS c, sequence(BIGINT '1', 2) AS d

-- case: sequence_wrong_direction
-- fails: the step leads away from the end
SELECT sequence(1, 5, -1)

-- case: repeat
SELECT repeat('x', 3) AS a, repeat(0, 2) AS b

-- case: zip
SELECT zip(ARRAY[1, 2], ARRAY['a', 'b', 'c']) AS a

-- case: ngrams_and_combinations
SELECT ngrams(ARRAY['a', 'b', 'c'], 2) AS a, combinations(ARRAY[1, 2, 3], 2) AS b

-- case: null_elements
SELECT ARRAY[1, NULL, 3] AS a, ARRAY[NULL] AS b

-- case: empty_array_types
SELECT ARRAY[] AS a, CAST(ARRAY[] AS array(varchar)) AS b, cardinality(ARRAY[]) AS c

-- case: mixed_number_elements
SELECT ARRAY[1, 2.5] AS a, ARRAY[1, 2e0] AS b

-- case: mixed_elements
-- fails: text and a number have no common type
SELECT ARRAY[1, 'a']

-- case: transform
SELECT transform(ARRAY[1, 2, NULL], x -> x * 2) AS a, transform(ARRAY['a'], x -> upper(x)) AS b, transform(ARRAY[1, 2], x -> CAST(x AS varchar) || '!') AS c

-- case: transform_captures_column
SELECT transform(xs, x -> x * factor) AS a FROM (VALUES (ARRAY[1, 2], 10), (ARRAY[3], 100)) t(xs, factor) ORDER BY factor

-- case: filter
SELECT filter(ARRAY[1, 2, 3, NULL], x -> x > 1) AS a, filter(ARRAY['a', 'bb'], s -> length(s) = 2) AS b, filter(ARRAY[1, NULL], x -> x IS NOT NULL) AS c

-- case: reduce_sum
SELECT reduce(ARRAY[5, 20, 50], 0, (s, x) -> s + x, s -> s) AS a, reduce(ARRAY[5, 20, NULL], 0, (s, x) -> s + coalesce(x, 0), s -> s) AS b

-- case: reduce_to_average
SELECT reduce(ARRAY[5, 20, 50], CAST(ROW(0.0, 0) AS row(sum double, count integer)), (s, x) -> CAST(ROW(x + s.sum, s.count + 1) AS row(sum double, count integer)), s -> if(s.count = 0, NULL, s.sum / s.count)) AS a

-- case: reduce_to_text
SELECT reduce(ARRAY['a', 'b'], '', (s, x) -> s || x, s -> s || '.') AS a

-- case: any_all_none_match
SELECT any_match(ARRAY[1, 2], x -> x > 1) AS a, all_match(ARRAY[1, 2], x -> x > 1) AS b, none_match(ARRAY[1, 2], x -> x > 5) AS c, any_match(ARRAY[NULL, 1], x -> x > 5) AS d, all_match(ARRAY[], x -> true) AS e

-- case: zip_with
SELECT zip_with(ARRAY[1, 2], ARRAY[10, 20], (x, y) -> x + y) AS a, zip_with(ARRAY['a'], ARRAY[1, 2], (x, y) -> x || '/' || CAST(y AS varchar)) AS b

-- case: nested_lambdas
SELECT transform(ARRAY[ARRAY[1, 2], ARRAY[3]], xs -> transform(xs, x -> x + 1)) AS a, filter(ARRAY[ARRAY[1], ARRAY[2, 3]], xs -> cardinality(xs) > 1) AS b

-- case: lambda_over_rows
SELECT transform(items, i -> i.qty) AS a, reduce(items, DECIMAL '0.00', (s, i) -> CAST(s + i.qty * i.price AS decimal(12,2)), s -> s) AS b, filter(items, i -> i.qty > 1)[1].sku AS c
FROM (VALUES ARRAY[CAST(ROW('a', 1, 2.50) AS row(sku varchar, qty integer, price decimal(12,2))), CAST(ROW('b', 2, 4.00) AS row(sku varchar, qty integer, price decimal(12,2)))]) t(items)

-- case: array_sum_by_reduce_over_table
SELECT id, reduce(xs, 0, (s, x) -> s + x, s -> s) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[]), (3, NULL)) t(id, xs) ORDER BY id

-- case: trim_array
SELECT trim_array(ARRAY[1, 2, 3], 1) AS a

-- case: array_agg_round_trip
SELECT array_join(array_agg(x ORDER BY x), ',') AS a FROM UNNEST(ARRAY['b', 'a']) t(x)

-- case: contains_sequence_of
SELECT contains_sequence(ARRAY[1, 2, 3], ARRAY[2, 3]) AS a, contains_sequence(ARRAY[1, 2, 3], ARRAY[1, 3]) AS b
