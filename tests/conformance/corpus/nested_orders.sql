-- case: between_and_null
-- fails: a NULL within is compared
SELECT x BETWEEN ARRAY[2] AND ARRAY[1,3] FROM (VALUES ARRAY[1,NULL], ARRAY[1,5]) t(x)

-- case: not_between_and_null
-- fails: a NULL within is compared
SELECT x NOT BETWEEN ARRAY[2] AND ARRAY[1,3] FROM (VALUES ARRAY[1,NULL], ARRAY[1,5]) t(x)

-- case: between_and_null_2
-- fails: a NULL within is compared
SELECT x BETWEEN ARRAY[0] AND ARRAY[1,3] FROM (VALUES ARRAY[1,NULL], ARRAY[1,5]) t(x)

-- case: array_min_null_null
SELECT array_min(ARRAY[ARRAY[0,NULL], ARRAY[1,3], ARRAY[2,NULL]])

-- case: array_max_null_null
SELECT array_max(ARRAY[ARRAY[0,NULL], ARRAY[1,3], ARRAY[2,NULL]])

-- case: array_max_null
SELECT array_max(ARRAY[ARRAY[0,NULL]])

-- case: array_max_null_2
SELECT array_max(ARRAY[ARRAY[2,3], ARRAY[0,NULL], ARRAY[0, 1]])

-- case: array_max_row_row_null_row
SELECT array_max(ARRAY[ROW(2,3), ROW(0,NULL), ROW(0, 1)])

-- case: array_min_row_row_row
SELECT array_min(ARRAY[ROW(2e0,3e0), ROW(-0e0,1e0), ROW(0e0, 1e0)])

-- case: array_max_row_nan_row_row
SELECT array_max(ARRAY[ROW(nan(),3e0), ROW(-0e0,1e0), ROW(0e0, 1e0)])

-- case: array_min_row_nan_row_row
SELECT array_min(ARRAY[ROW(nan(),3e0), ROW(-0e0,1e0), ROW(0e0, 1e0)])

-- case: array_max_row_row_nan_row
SELECT array_max(ARRAY[ROW(0e0,3e0), ROW(nan(),1e0), ROW(0e0, 1e0)])

-- case: array_sort_row_row_nan_row
SELECT array_sort(ARRAY[ROW(0e0,3e0), ROW(nan(),1e0), ROW(0e0, 1e0)])

-- case: array_sort_null_null
SELECT array_sort(ARRAY[ARRAY[1,NULL], ARRAY[0,3], NULL, ARRAY[]])

-- case: array_sort_null_null_2
-- fails: a NULL within is compared
SELECT array_sort(ARRAY[ARRAY[1,NULL], ARRAY[1], ARRAY[1,NULL,3]])

-- case: array_sort_null_null_3
SELECT array_sort(ARRAY[ARRAY[1,NULL], ARRAY[1], ARRAY[0,NULL,3]])

-- case: array_sort_nan
SELECT array_sort(ARRAY[ARRAY[1e0,nan()], ARRAY[1e0,0e0], ARRAY[1e0,-0e0]])

-- case: array_sort_null
SELECT array_sort(ARRAY[ARRAY[ARRAY[1]], ARRAY[ARRAY[0]], ARRAY[ARRAY[0,NULL]]])

-- case: array_sort_null_row_row_null
SELECT array_sort(ARRAY[NULL, ROW(1, 'a'), ROW(0, 'b'), NULL])

-- case: max_min_nan
SELECT max(x), min(x) FROM (VALUES ARRAY[nan()], ARRAY[1e0], ARRAY[2e0]) t(x)

-- case: max_min_nan_2
SELECT max(x), min(x) FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x)

-- case: max_min_nan_3
SELECT max(x,2), min(x,2) FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x)

-- case: max_by_min_by_nan
SELECT max_by(x,x), min_by(x,x) FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x)

-- case: max_by_min_by_nan_2
SELECT max_by(x,x,2), min_by(x,x,2) FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x)

-- case: greatest_nan_least_nan
SELECT greatest(ARRAY[nan()], ARRAY[1e0]), least(ARRAY[nan()], ARRAY[1e0])

-- case: nan_nan_nan_nan_nan_nan
SELECT ARRAY[nan()] < ARRAY[1e0], ARRAY[nan()] > ARRAY[1e0], ARRAY[nan()] >= ARRAY[nan()], ARRAY[1e0] < ARRAY[nan()], ARRAY[1e0] > ARRAY[nan()]

-- case: nan_between_and_nan_nan_nan_nan
SELECT ARRAY[nan()] BETWEEN ARRAY[1e0] AND ARRAY[nan()], ARRAY[nan(),1e0] < ARRAY[1e0,2e0], ARRAY[nan(),1e0] < ARRAY[nan(),2e0]

-- case: row_nan_row_row_nan_row_row_nan_row_nan
SELECT ROW(nan(),1) < ROW(1e0,2), ROW(nan(),1) > ROW(1e0,2), ROW(nan(),1) <= ROW(nan(),2), ROW(1e0,nan()) < ROW(2e0,nan())

-- case: sorted_nan
SELECT x FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x) ORDER BY x

-- case: sorted_nan_desc
SELECT x FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x) ORDER BY x DESC

-- case: sorted_nan_nulls_first
SELECT x FROM (VALUES ARRAY[1e0], ARRAY[nan()], ARRAY[2e0]) t(x) ORDER BY x NULLS FIRST

-- case: sorted_row_null_row_union_all_row_row
SELECT x FROM (SELECT CAST(ROW(1,NULL) AS ROW(a int,b int)) x UNION ALL SELECT CAST(ROW(2,3) AS ROW(a int,b int))) ORDER BY x

-- case: sorted_row_null_row_union_all_row_row_2
-- fails: a NULL within is compared
SELECT x FROM (SELECT CAST(ROW(1,NULL) AS ROW(a int,b int)) x UNION ALL SELECT CAST(ROW(1,3) AS ROW(a int,b int))) ORDER BY x

-- case: max_row_null_row_union_all_row_row
-- fails: a NULL within is compared
SELECT max(x) FROM (SELECT CAST(ROW(1,NULL) AS ROW(a int,b int)) x UNION ALL SELECT CAST(ROW(1,3) AS ROW(a int,b int)))

-- case: sorted_null
-- fails: a NULL within is compared
SELECT x FROM (VALUES ARRAY[ARRAY[1,NULL]], ARRAY[ARRAY[1,2]]) t(x) ORDER BY x

-- case: sorted_null_2
SELECT x FROM (VALUES ARRAY[ARRAY[1,2]], NULL, ARRAY[ARRAY[1,1]]) t(x) ORDER BY x

-- case: max_null
-- fails: a NULL within is compared
SELECT max(x) FROM (VALUES ARRAY[ARRAY[1,NULL]], ARRAY[ARRAY[1,2]]) t(x)

-- case: array_max_null_3
-- fails: a NULL within is compared
SELECT array_max(ARRAY[ARRAY[1,NULL], ARRAY[1,3]])

-- case: array_sort_null_null_4
SELECT array_sort(ARRAY[ARRAY[1,NULL], ARRAY[0,3], NULL])

-- case: array_sort_row_null_row
-- fails: a NULL within is compared
SELECT array_sort(ARRAY[ROW(1,NULL), ROW(1,3)])

-- case: null_between_and
-- fails: a NULL within is compared
SELECT ARRAY[1,NULL] BETWEEN ARRAY[2] AND ARRAY[1,3]

-- case: array_agg_m_map_m
-- fails: a map has no order
SELECT array_agg(x ORDER BY m) FROM (VALUES (1,map(ARRAY[1],ARRAY[2]))) t(x,m)

-- case: max_by_null
SELECT max_by(1, x) FROM (VALUES ARRAY[1,NULL], ARRAY[2,3]) t(x)

-- case: max_null_2
-- fails: a NULL within is compared
SELECT max(x,2) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: max_by_null_2
-- fails: a NULL within is compared
SELECT max_by(1,x,2) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: max
SELECT max(x,2) FROM (VALUES ARRAY[1,2], ARRAY[1,3]) t(x)

-- case: sum_over_partition_null_null
-- fails: a NULL within is compared
SELECT sum(1) OVER (PARTITION BY x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,NULL]) t(x)

-- case: array_agg_distinct_null
-- fails: a NULL within is compared
SELECT array_agg(DISTINCT x ORDER BY x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: array_sort_if
SELECT array_sort(ARRAY[ARRAY[1,2]], (a,b) -> IF(a < b, 1, -1))

-- case: sorted_null_group_cardinality_limit
-- fails: a NULL within is compared
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x) GROUP BY x ORDER BY cardinality(x), 1 LIMIT 2

-- case: sorted_null_null_union_null_element_at
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[1,3], ARRAY[1,NULL]) t(x) UNION SELECT ARRAY[1,NULL] ORDER BY element_at(x,2)

-- case: sorted_distinct_null_null_is_not_null
-- fails: a NULL within is compared
SELECT DISTINCT x FROM (VALUES ARRAY[1,NULL], ARRAY[1,3], ARRAY[1,NULL]) t(x) WHERE x IS NOT NULL ORDER BY x

-- case: sorted_limit_desc
SELECT * FROM (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x LIMIT 2) s ORDER BY x DESC

-- case: sorted_count_offset_min
SELECT count(*) FROM (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x OFFSET 1) s WHERE x > (SELECT min(y) FROM (SELECT y FROM (VALUES 1,2) u(y) ORDER BY y) v)

-- case: sorted_sum_limit
SELECT sum(x) FROM (SELECT * FROM (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x) LIMIT 3)

-- case: sorted_fetch_first_row_ties
SELECT x FROM (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x FETCH FIRST 1 ROW WITH TIES) s

-- case: sorted_desc_limit_join
SELECT a.x FROM (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x DESC LIMIT 1) a JOIN (SELECT x FROM (VALUES 3,1,2) t(x) ORDER BY x) b ON a.x = b.x

-- case: sorted_count_map
-- fails: a map has no order
SELECT count(*) FROM (SELECT x FROM (VALUES map(ARRAY[1],ARRAY[2])) t(x) ORDER BY x) s

-- case: sorted_map
-- fails: a map has no order
SELECT * FROM (SELECT x FROM (VALUES map(ARRAY[1],ARRAY[2])) t(x) ORDER BY x) s

-- case: sorted_map_2
-- fails: a map has no order
WITH s AS (SELECT x FROM (VALUES map(ARRAY[1],ARRAY[2])) t(x) ORDER BY x) SELECT * FROM s

-- case: sorted_map_3
-- fails: a map has no order
SELECT x FROM (VALUES map(ARRAY[1],ARRAY[2])) t(x) ORDER BY x

-- case: sorted_null_3
-- fails: a NULL within is compared
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[1,2]) t(x) ORDER BY x

-- case: sorted_null_4
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[2,2]) t(x) ORDER BY x

-- case: sorted_null_5
SELECT x FROM (VALUES ARRAY[1,NULL]) t(x) ORDER BY x

-- case: sorted_null_6
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[1]) t(x) ORDER BY x

-- case: max_null_3
-- fails: a NULL within is compared
SELECT max(x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: max_null_4
SELECT max(x) FROM (VALUES ARRAY[1,NULL], ARRAY[2,3]) t(x)

-- case: rank_over_null
-- fails: a NULL within is compared
SELECT x, rank() OVER (ORDER BY x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: array_sort_null_2
-- fails: a NULL within is compared
SELECT array_sort(ARRAY[ARRAY[1,NULL], ARRAY[1,3]])

-- case: array_agg_null
-- fails: a NULL within is compared
SELECT array_agg(x ORDER BY x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: null
-- fails: a NULL within is compared
SELECT ARRAY[1,NULL] < ARRAY[1,3]

-- case: null_2
SELECT ARRAY[1,NULL] < ARRAY[2,3]

-- case: max_by_null_3
-- fails: a NULL within is compared
SELECT max_by(1, x) FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x)

-- case: sorted_null_limit
-- fails: a NULL within is compared
SELECT x FROM (VALUES ARRAY[1,NULL], ARRAY[1,3]) t(x) ORDER BY x LIMIT 1

-- case: greatest_null
-- fails: a NULL within is compared
SELECT greatest(ARRAY[1,NULL], ARRAY[1,3])

-- case: null_between_and_2
-- fails: a NULL within is compared
SELECT ARRAY[1,NULL] BETWEEN ARRAY[1,0] AND ARRAY[1,3]
