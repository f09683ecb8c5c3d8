-- case: table_called_as_an_output
-- fails: type mismatch
SELECT v AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.a

-- case: table_and_its_column
-- fails: type mismatch
SELECT x.x FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY x.v

-- case: column_of_a_table_called_alike
-- fails: type mismatch
SELECT x.x, count(*) AS n FROM (VALUES (1, 2), (2, 1)) AS x(x, v) GROUP BY x.x ORDER BY x.x

-- case: column_renamed
SELECT x.x AS y, count(*) AS n FROM (VALUES (1, 2), (2, 1)) AS x(x, v) GROUP BY x.x ORDER BY x.x

-- case: star_brings_the_name
-- fails: type mismatch
SELECT *, 1 AS k FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY x.v

-- case: qualified_star_brings_the_name
-- fails: type mismatch
SELECT x.* FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY x.v

-- case: in_an_aggregate
-- fails: type mismatch
SELECT count(*) AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) GROUP BY x.a ORDER BY max(x.v), 1

-- case: in_a_window
-- fails: type mismatch
SELECT x.a, v AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY row_number() OVER (ORDER BY x.v)

-- case: in_a_lambda
-- fails: type mismatch
SELECT v AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY transform(ARRAY[1], e -> e + x.a)

-- case: parameter_of_a_lambda
SELECT v AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY transform(ARRAY[CAST(ROW(9) AS ROW(a integer))], x -> x.a), 1

-- case: in_a_query
SELECT v AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY (SELECT max(x.a) FROM (VALUES 1, 3) AS x(a)), 1

-- case: in_upper_case
-- fails: type mismatch
SELECT v AS "X" FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.a

-- case: output_that_is_a_row
SELECT CAST(ROW(a, v) AS ROW(v integer, q integer)) AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.v

-- case: output_that_is_another_row
SELECT CAST(ROW(a, v) AS ROW(p integer, q integer)) AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.q

-- case: output_row_without_the_field
-- fails: column not found
SELECT CAST(ROW(a, v) AS ROW(p integer, q integer)) AS x FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.v

-- case: output_instead_of_a_column
SELECT CAST(ROW(b.a, 1) AS ROW(a integer, q integer)) AS r, s FROM (VALUES (CAST(ROW(1) AS ROW(a integer)), CAST(ROW(2) AS ROW(a integer)), 1), (CAST(ROW(2) AS ROW(a integer)), CAST(ROW(1) AS ROW(a integer)), 2)) AS t(r, b, s) ORDER BY r.a

-- case: distinct_table_and_its_column
-- fails: type mismatch
SELECT DISTINCT x.x FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY x.x

-- case: of_a_derived_table
-- fails: type mismatch
SELECT * FROM (SELECT x.x FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY x.x LIMIT 1) AS t

-- case: other_outputs_alone
SELECT x.v FROM (VALUES (1, 2), (2, 1)) AS x(a, v) ORDER BY x.a

-- case: aggregate_orders_by_the_source
SELECT array_agg(x.x ORDER BY x.x DESC) AS x FROM (VALUES (1, 2), (2, 1)) AS x(x, v)

-- case: window_orders_by_the_source
SELECT row_number() OVER (ORDER BY x.v DESC) AS x FROM (VALUES (1, 2), (2, 1)) AS x(x, v) ORDER BY 1

-- case: lateral_aggregate_over_an_array
SELECT o.id, l.top_item, l.n FROM (VALUES (1, ARRAY['pen', 'ink', 'pen']), (2, ARRAY['pad']), (3, CAST(ARRAY[] AS array(varchar)))) AS o(id, items) CROSS JOIN LATERAL (SELECT max(i) AS top_item, count(*) AS n FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id

-- case: left_lateral_aggregate_over_an_array
SELECT o.id, l.n, l.s FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5]), (3, ARRAY[]), (4, NULL)) AS o(id, items) LEFT JOIN LATERAL (SELECT count(i) AS n, sum(i) * 2 + 1 AS s FROM UNNEST(o.items) AS u(i)) AS l ON true ORDER BY o.id

-- case: lateral_aggregate_and_outer_column
SELECT o.id, l.n FROM (VALUES (1, ARRAY[1, 2]), (1, ARRAY[1, 2]), (3, ARRAY[])) AS o(id, items) CROSS JOIN LATERAL (SELECT sum(i * o.id) AS n FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id

-- case: lateral_array_in_order
SELECT o.id, l.a FROM (VALUES (1, ARRAY[1, 2]), (3, ARRAY[])) AS o(id, items) CROSS JOIN LATERAL (SELECT array_agg(i ORDER BY i DESC) AS a FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id

-- case: lateral_aggregate_over_a_map
SELECT o.id, l.k, l.v FROM (VALUES (1, MAP(ARRAY['a','b'], ARRAY[1, 2])), (3, MAP())) AS o(id, m) LEFT JOIN LATERAL (SELECT max(k) AS k, sum(v) AS v FROM UNNEST(o.m) AS u(k, v)) AS l ON true ORDER BY o.id

-- case: lateral_aggregate_twice
SELECT o.id, l.n, p.m FROM (VALUES (1, ARRAY[1, 2]), (3, ARRAY[])) AS o(id, items) CROSS JOIN LATERAL (SELECT max(i) AS n FROM UNNEST(o.items) AS u(i)) AS l CROSS JOIN LATERAL (SELECT min(i) + l.n AS m FROM UNNEST(o.items) AS u(i)) AS p ORDER BY o.id

-- case: lateral_distinct_elements
-- fails: not supported
SELECT o.id, l.i FROM (VALUES (1, ARRAY['pen', 'ink', 'pen']), (2, ARRAY['pad'])) AS o(id, items) CROSS JOIN LATERAL (SELECT DISTINCT i FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id, 2

-- case: lateral_groups_of_elements
-- fails: not supported
SELECT o.id, l.top_item, l.n FROM (VALUES (1, ARRAY['pen', 'ink', 'pen']), (2, ARRAY['pad'])) AS o(id, items) CROSS JOIN LATERAL (SELECT i AS top_item, count(*) AS n FROM UNNEST(o.items) AS u(i) GROUP BY i) AS l ORDER BY o.id, 2

-- case: lateral_filtered_count
-- fails: not supported
SELECT o.id, l.n FROM (VALUES (1, ARRAY[1, 2]), (3, ARRAY[])) AS o(id, items) CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE i > 1) AS n FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id

-- case: left_lateral_with_a_condition
-- fails: not supported
SELECT o.id, l.a FROM (VALUES (1, ARRAY[1, 2]), (3, ARRAY[])) AS o(id, items) LEFT JOIN LATERAL (SELECT max(i) AS a FROM UNNEST(o.items) AS u(i)) AS l ON l.a > 1 ORDER BY o.id

-- case: lateral_aggregate_with_a_condition
-- fails: not supported
SELECT o.id, l.a FROM (VALUES (1, 5), (3, 0)) AS o(id, k) JOIN LATERAL (SELECT max(v) AS a FROM (VALUES (1, 2), (3, 1)) AS z(i, v) WHERE z.i = o.id) AS l ON l.a > 1 ORDER BY o.id

-- case: lateral_rows_with_a_condition
SELECT o.id, l.a FROM (VALUES (1, 5), (3, 0)) AS o(id, k) LEFT JOIN LATERAL (SELECT v AS a FROM (VALUES (1, 2), (3, 1)) AS z(i, v) WHERE z.i = o.id) AS l ON l.a > 1 ORDER BY o.id

-- case: row_in_rows
SELECT ROW(a, b) IN (SELECT a, b FROM (VALUES (1, 2)) AS u(a, b)) AS n FROM (VALUES (1, 2)) AS t(a, b)

-- case: where_row_in_rows
SELECT count(*) AS n FROM (VALUES (1, 2)) AS t(a, b) WHERE ROW(a, b) IN (SELECT a, b FROM (VALUES (1, 2)) AS u(a, b))

-- case: row_in_rows_of_rows
-- fails: type mismatch
SELECT count(*) AS n FROM (VALUES (1, 2)) AS t(a, b) WHERE ROW(a, b) IN (SELECT ROW(a, b) FROM (VALUES (1, 2)) AS u(a, b))

-- case: column_of_rows_in_rows_of_rows
-- fails: type mismatch
SELECT count(*) AS n FROM (VALUES ROW(ROW(1, 2))) AS t(r) WHERE r IN (SELECT r FROM (VALUES ROW(ROW(1, 2))) AS u(r))

-- case: date_of_digits
SELECT coalesce(try(date_parse(raw, '%Y-%m-%d')), try(date_parse(raw, '%Y%m%d'))) AS ts, try(from_iso8601_date(raw)) IS NULL AS no FROM (VALUES '20240229x', '1709210096', '2024-02-29') AS t(raw) ORDER BY raw
