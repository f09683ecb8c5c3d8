-- case: group_by_map
SELECT m, count(*) AS n, sum(v) AS s FROM (VALUES (MAP(ARRAY['a', 'b'], ARRAY[1, 2]), 10), (MAP(ARRAY['b', 'a'], ARRAY[2, 1]), 20), (MAP(ARRAY['a'], ARRAY[1]), 5)) AS t(m, v) GROUP BY m ORDER BY n DESC

-- case: group_by_histogram
SELECT m, sum(n) AS s FROM (SELECT histogram(x) AS m, count(*) AS n FROM (VALUES (1, 'a'), (1, 'b'), (2, 'b'), (2, 'a'), (3, 'a')) AS t(g, x) GROUP BY g) GROUP BY m ORDER BY s

-- case: group_shows_its_first_map
SELECT array_join(map_keys(m), ',') AS k, count(*) AS n FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1]), MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) GROUP BY m

-- case: group_by_map_and_number
SELECT m, v, sum(v) AS s FROM (VALUES (MAP(ARRAY['b','a'], ARRAY[2,1]), 1), (MAP(ARRAY['a','b'], ARRAY[1,2]), 1)) AS t(m, v) GROUP BY m, v

-- case: group_by_map_or_null
SELECT m, count(*) AS n FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1]), MAP(ARRAY['a','b'], ARRAY[1,2]), NULL, MAP(ARRAY['a','b'], ARRAY[1,3])) AS t(m) GROUP BY m ORDER BY n, cardinality(m), m['b']

-- case: group_by_row_of_maps
SELECT count(*) AS n FROM (SELECT r FROM (VALUES ROW(1, MAP(ARRAY['a','b'], ARRAY[MAP(ARRAY[1,2],ARRAY[1,2]),MAP(ARRAY[1],ARRAY[1])])), ROW(1, MAP(ARRAY['b','a'], ARRAY[MAP(ARRAY[1],ARRAY[1]), MAP(ARRAY[2,1],ARRAY[2,1])]))) AS t(x, r) GROUP BY r)

-- case: group_by_array_of_maps
SELECT count(*) AS n FROM (SELECT ARRAY[r] AS q FROM (VALUES ROW(1, MAP(ARRAY['a','b'], ARRAY[1,2])), ROW(1, MAP(ARRAY['b','a'], ARRAY[2,1]))) AS t(x, r) GROUP BY 1)

-- case: group_by_map_of_zeros
SELECT count(*) AS n FROM (SELECT DISTINCT m FROM (VALUES MAP(ARRAY['a'], ARRAY[0e0]), MAP(ARRAY['a'], ARRAY[-0e0])) AS t(m))

-- case: group_by_array_of_zeros
SELECT count(*) AS n FROM (SELECT DISTINCT a FROM (VALUES ARRAY[0e0], ARRAY[-0e0]) AS t(a))

-- case: group_by_arrays_of_doubles
SELECT a, count(*) AS n FROM (VALUES ARRAY[-0e0], ARRAY[0e0], ARRAY[nan()], ARRAY[nan()], ARRAY[NULL], NULL) AS t(a) GROUP BY a ORDER BY n, cardinality(a), a[1] IS NULL, is_nan(a[1])

-- case: grouping_sets_of_maps
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2]), MAP(ARRAY['b','a'], ARRAY[2,1])) AS t(m) GROUP BY GROUPING SETS ((m), ()) ORDER BY n

-- case: rollup_of_maps
SELECT cardinality(m) AS c, grouping(m) AS g, count(*) AS n FROM (VALUES (1, MAP(ARRAY['a','b'], ARRAY[1,2])), (1, MAP(ARRAY['b','a'], ARRAY[2,1]))) AS t(x, m) GROUP BY ROLLUP (x, m) ORDER BY n, g, c

-- case: cube_of_maps_and_null
SELECT k, count(*) AS n FROM (VALUES MAP(ARRAY['x'], ARRAY[1e0]), MAP(ARRAY['x'], ARRAY[1e0]), NULL, NULL, NULL) AS t(k) GROUP BY CUBE (k) ORDER BY n

-- case: distinct_maps
SELECT DISTINCT k, cardinality(m) AS c, m FROM (VALUES (MAP(ARRAY['a','b'], ARRAY[1,2]), 'k'), (MAP(ARRAY['b','a'], ARRAY[2,1]), 'k'), (NULL, 'k')) AS t(m, k) ORDER BY k, c

-- case: distinct_rows_of_maps
SELECT count(*) AS n FROM (SELECT DISTINCT ROW(x, r) FROM (VALUES ROW(1, MAP(ARRAY['a','b'], ARRAY[1,2])), ROW(1, MAP(ARRAY['b','a'], ARRAY[2,1]))) AS t(x, r))

-- case: count_of_distinct_maps
-- fails: function not found
SELECT count(DISTINCT m) AS a, approx_distinct(m) AS b, cardinality(array_agg(DISTINCT m)) AS c, count(DISTINCT ROW(m, 1)) AS d, cardinality(set_union(ARRAY[m])) AS e FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2]), MAP(ARRAY['b','a'], ARRAY[2,1])) AS t(m)

-- case: union_of_maps
SELECT count(*) AS n FROM (SELECT m FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) UNION SELECT m FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS t(m))

-- case: intersect_of_maps
SELECT count(*) AS n FROM (SELECT m FROM (VALUES (MAP(ARRAY['a', 'b'], ARRAY[0e0, nan()]))) AS t(m) INTERSECT SELECT m FROM (VALUES (MAP(ARRAY['b', 'a'], ARRAY[nan(), -0e0]))) AS t(m))

-- case: except_of_maps
SELECT count(*) AS n FROM (SELECT m FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) EXCEPT SELECT m FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS t(m))

-- case: join_on_maps
SELECT t.m, u.v FROM (VALUES MAP(ARRAY['x', 'y'], ARRAY[1, 2])) AS t(m) FULL JOIN (VALUES (MAP(ARRAY['y', 'x'], ARRAY[2, 1]), 5)) AS u(m, v) ON t.m = u.m ORDER BY v

-- case: join_on_maps_with_null
SELECT t.m, u.v FROM (VALUES MAP(ARRAY['x', 'y'], ARRAY[1, NULL])) AS t(m) FULL JOIN (VALUES (MAP(ARRAY['y', 'x'], ARRAY[NULL, 1]), 5)) AS u(m, v) ON t.m = u.m ORDER BY v

-- case: join_using_maps
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) JOIN (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS u(m) USING (m)

-- case: map_in_a_query
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) WHERE m IN (SELECT m FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS u(m))

-- case: map_not_in_a_query
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) WHERE m NOT IN (SELECT m FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS u(m))

-- case: map_in_a_list
SELECT MAP(ARRAY[1, 2], ARRAY[2, 3]) IN (MAP(ARRAY[1], ARRAY[3]), MAP(ARRAY[2, 1], ARRAY[3, 2])) AS a, MAP(ARRAY[1], ARRAY[2]) IN (MAP(ARRAY[1], ARRAY[3]), NULL) AS b, MAP(ARRAY[1], ARRAY[2]) NOT IN (MAP(ARRAY[1], ARRAY[3]), MAP(ARRAY[1], ARRAY[2])) AS c

-- case: map_in_a_list_with_null
SELECT MAP(ARRAY[1], ARRAY[2]) IN (MAP(ARRAY[1], ARRAY[3]), MAP(ARRAY[2], ARRAY[NULL])) AS a, MAP(ARRAY[1], ARRAY[NULL]) IN (MAP(ARRAY[1], ARRAY[3]), MAP(ARRAY[2], ARRAY[2])) AS b, MAP(ARRAY[1], ARRAY[NULL]) IN (MAP(ARRAY[1], ARRAY[3])) AS c

-- case: maps_with_null_in_a_query
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['x'], ARRAY[NULL])) AS t(m) WHERE m IN (SELECT m FROM (VALUES MAP(ARRAY['x'], ARRAY[NULL])) AS u(m))

-- case: arrays_with_null_in_a_query
SELECT count(*) AS n FROM (VALUES ARRAY[NULL, 1]) AS t(m) WHERE m IN (SELECT m FROM (VALUES ARRAY[NULL, 1]) AS u(m))

-- case: map_exists
SELECT count(*) AS n FROM (VALUES MAP(ARRAY['a','b'], ARRAY[1,2])) AS t(m) WHERE EXISTS (SELECT 1 FROM (VALUES MAP(ARRAY['b','a'], ARRAY[2,1])) AS u(m) WHERE u.m = t.m)

-- case: distinct_from_maps
SELECT ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2]), NULL] IS DISTINCT FROM ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1]), NULL] AS a, MAP(ARRAY[1], ARRAY[NULL]) IS NOT DISTINCT FROM MAP(ARRAY[1], ARRAY[NULL]) AS b, CAST(NULL AS map(integer, integer)) IS DISTINCT FROM MAP(ARRAY[1], ARRAY[1]) AS c, ARRAY[0e0] IS DISTINCT FROM ARRAY[-0e0] AS d, ARRAY[nan()] IS DISTINCT FROM ARRAY[nan()] AS e, ROW(0e0, nan()) IS DISTINCT FROM ROW(-0e0, nan()) AS f, MAP(ARRAY[1], ARRAY[nan()]) IS DISTINCT FROM MAP(ARRAY[1], ARRAY[nan()]) AS g

-- case: equal_maps_with_null
SELECT MAP(ARRAY[1], ARRAY[NULL]) = MAP(ARRAY[1], ARRAY[NULL]) AS h, MAP(ARRAY[1,2], ARRAY[NULL,1]) = MAP(ARRAY[1,2], ARRAY[NULL,2]) AS i, ARRAY[MAP(ARRAY[1], ARRAY[NULL])] = ARRAY[MAP(ARRAY[1], ARRAY[NULL])] AS a, ROW(MAP(ARRAY[1], ARRAY[2])) = ROW(MAP(ARRAY[1], ARRAY[3])) AS b

-- case: equal_maps_with_nan
SELECT MAP(ARRAY[1], ARRAY[nan()]) = MAP(ARRAY[1], ARRAY[nan()]) AS e, MAP(ARRAY[nan()], ARRAY[1]) = MAP(ARRAY[nan()], ARRAY[1]) AS f

-- case: equal_maps_in_arrays_and_rows
SELECT ROW(MAP(ARRAY['a','b'], ARRAY[1,2]), 1) = ROW(MAP(ARRAY['b','a'], ARRAY[2,1]), 1) AS a, ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])] = ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])] AS b, MAP(ARRAY[1], ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])]) = MAP(ARRAY[1], ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])]) AS c, MAP(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], ARRAY[1])[MAP(ARRAY['b','a'], ARRAY[2,1])] AS d

-- case: array_functions_of_maps
SELECT contains(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], MAP(ARRAY['b','a'], ARRAY[2,1])) AS c, array_position(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], MAP(ARRAY['b','a'], ARRAY[2,1])) AS d, array_union(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])]) AS e, array_intersect(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])]) AS f, array_except(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])]) AS g, array_remove(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], MAP(ARRAY['b','a'], ARRAY[2,1])) AS h, cardinality(array_distinct(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2]), MAP(ARRAY['b','a'], ARRAY[2,1])])) AS k

-- case: arrays_overlap_of_maps
-- fails: function not found
SELECT arrays_overlap(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2])], ARRAY[MAP(ARRAY['b','a'], ARRAY[2,1])]) AS f

-- case: nullif_and_case_of_maps
SELECT nullif(MAP(ARRAY['a','b'], ARRAY[1,2]), MAP(ARRAY['b','a'], ARRAY[2,1])) AS i, CASE MAP(ARRAY['a','b'], ARRAY[1,2]) WHEN MAP(ARRAY['b','a'], ARRAY[2,1]) THEN 1 ELSE 2 END AS j

-- case: map_with_one_map_twice
-- fails: invalid function argument
SELECT cardinality(MAP(ARRAY[MAP(ARRAY['a','b'], ARRAY[1,2]), MAP(ARRAY['b','a'], ARRAY[2,1])], ARRAY[1, 2])) AS d

-- case: maps_of_maps
SELECT cardinality(histogram(m)) AS a, cardinality(map_agg(m, v)) AS b, map_values(multimap_agg(m, v)) AS c FROM (VALUES (MAP(ARRAY['a','b'], ARRAY[1,2]), 1), (MAP(ARRAY['b','a'], ARRAY[2,1]), 2)) AS t(m, v)

-- case: partition_by_map
-- fails: generic internal error
SELECT v, count(*) OVER (PARTITION BY m) AS n FROM (VALUES (1, MAP(ARRAY['a','b'], ARRAY[1,2])), (2, MAP(ARRAY['b','a'], ARRAY[2,1]))) AS t(v, m) ORDER BY v

-- case: partition_by_json
-- fails: generic internal error
SELECT v, count(*) OVER (PARTITION BY j) AS n FROM (VALUES (1, json_parse('1')), (2, json_parse('1'))) AS t(v, j) ORDER BY v

-- case: partition_by_the_only_map
SELECT v, count(*) OVER (PARTITION BY m) AS n FROM (VALUES (1, MAP(ARRAY['b','a'], ARRAY[2,1]))) AS t(v, m) ORDER BY v

-- case: unnested_and_grouped_map
SELECT x, count(*) AS n FROM (VALUES ROW(MAP(ARRAY['a','b'], ARRAY[1,2]), 'k'), ROW(MAP(ARRAY['b','a'], ARRAY[2,1]), 'k')) AS t(m, k) CROSS JOIN UNNEST(m) AS u(x, y) GROUP BY x, m ORDER BY x

-- case: key_of_another_number_type
SELECT element_at(MAP(ARRAY[BIGINT '1', 2], ARRAY['a', 'b']), 2) AS a, MAP(ARRAY[1e0, 2], ARRAY['a', 'b'])[2] AS b, element_at(MAP(ARRAY[1, 2], ARRAY['a', 'b']), 2e0) AS c, element_at(MAP(ARRAY[1.5, 2], ARRAY['a', 'b']), 2) AS d, element_at(MAP(ARRAY[1, 2], ARRAY['a', 'b']), 2.0) AS e

-- case: key_of_another_time_type
SELECT element_at(MAP(ARRAY[DATE '2024-01-01'], ARRAY['a']), TIMESTAMP '2024-01-01 00:00:00') AS a

-- case: key_of_another_type
-- fails: function not found
SELECT element_at(MAP(ARRAY['1'], ARRAY['a']), 1) AS a

-- case: key_of_a_sequence
SELECT x, element_at(m, x) AS a, m[x] AS b FROM (VALUES MAP(ARRAY[1, 2, 3], ARRAY['a', 'b', 'c'])) AS t(m) CROSS JOIN UNNEST(sequence(1, 3)) AS u(x) ORDER BY x
