-- Forms of a query that Trino's documentation of SELECT and its clauses shows.

-- case: with_columns_renamed
WITH x (a, b) AS (SELECT 1, 'one'), y AS (SELECT a + 1 AS c, upper(b) AS d FROM x) SELECT c, d FROM y

-- case: with_shadows_outer_name
WITH t AS (SELECT 1 AS x) SELECT x, (WITH t AS (SELECT 2 AS x) SELECT x FROM t) AS inner_x FROM t

-- case: recursive_series
WITH RECURSIVE t(n, f) AS (VALUES (1, BIGINT '1') UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 8) SELECT n, f FROM t ORDER BY n

-- case: recursive_hierarchy
WITH RECURSIVE staff(id, boss, name) AS (VALUES (1, NULL, 'ann'), (2, 1, 'bob'), (3, 2, 'cy'), (4, 1, 'di')), chain(id, path, depth) AS (SELECT id, CAST(name AS varchar), 0 FROM staff WHERE boss IS NULL UNION ALL SELECT s.id, c.path || '/' || s.name, c.depth + 1 FROM staff s JOIN chain c ON s.boss = c.id) SELECT path, depth FROM chain ORDER BY path

-- case: grouping_sets_of_shipping
SELECT origin_state, origin_zip, destination, sum(weight) AS w, grouping(origin_state, origin_zip, destination) AS g FROM (VALUES ('CA', 94131, 'NJ', 13), ('CA', 94131, 'CT', 42), ('NJ', 7081, 'CT', 225)) AS shipping(origin_state, origin_zip, destination, weight) GROUP BY GROUPING SETS ((origin_state), (origin_state, origin_zip), (destination), ()) ORDER BY g, 1, 2, 3

-- case: cube_of_two
SELECT a, b, sum(x) AS s FROM (VALUES ('p', 'q', 1), ('p', 'r', 2)) AS t(a, b, x) GROUP BY CUBE (a, b) ORDER BY a NULLS FIRST, b NULLS FIRST

-- case: sets_multiplied
SELECT a, b, c, count(*) AS n FROM (VALUES (1, 2, 3), (1, 2, 4)) AS t(a, b, c) GROUP BY GROUPING SETS ((a, b), (c)), GROUPING SETS ((), (a)) ORDER BY 1 NULLS LAST, 2 NULLS LAST, 3 NULLS LAST, 4

-- case: column_and_cube
SELECT a, b, c, count(*) AS n FROM (VALUES (1, 2, 3), (1, 2, 4)) AS t(a, b, c) GROUP BY a, CUBE (b, c) ORDER BY 1, 2, 3, 4

-- case: rollup_beside_cube
SELECT a, b, count(*) AS n FROM (VALUES (1, 2), (1, 3)) AS t(a, b) GROUP BY ROLLUP (a), CUBE (b) ORDER BY 1, 2, 3

-- case: group_by_auto_all
SELECT a, count(*) AS n FROM (VALUES 1, 1, 2) AS t(a) GROUP BY ALL a ORDER BY a

-- case: group_by_expression_and_position
SELECT x % 3 AS rest, x % 2 AS odd, count(*) AS n FROM UNNEST(sequence(1, 12)) AS t(x) GROUP BY x % 3, 2 ORDER BY rest, odd

-- case: having_without_group
SELECT sum(x) AS s FROM (VALUES 1, 2) AS t(x) HAVING sum(x) > 2

-- case: having_on_another_aggregate
SELECT a FROM (VALUES ('p', 1), ('p', 5), ('q', 2)) AS t(a, x) GROUP BY a HAVING max(x) - min(x) > 3

-- case: window_over_an_aggregate
SELECT a, sum(x) AS s, sum(sum(x)) OVER (ORDER BY a) AS running, rank() OVER (ORDER BY count(*) DESC, a) AS place FROM (VALUES ('p', 1), ('p', 5), ('q', 2)) AS t(a, x) GROUP BY a ORDER BY a

-- case: named_window_extended
SELECT g, x, sum(x) OVER (w ORDER BY x) AS running, sum(x) OVER w AS total, avg(x) OVER (w ORDER BY x ROWS 1 PRECEDING) AS near FROM (VALUES ('p', 1), ('p', 2), ('q', 5)) AS t(g, x) WINDOW w AS (PARTITION BY g) ORDER BY g, x

-- case: groups_frame
SELECT x, array_agg(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near, array_agg(x) OVER (ORDER BY x GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest FROM (VALUES 1, 1, 3, 5, 5) AS t(x) ORDER BY x

-- case: range_frame_of_numbers
SELECT x, count(*) OVER (ORDER BY x RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS near, sum(x) OVER (ORDER BY x DESC RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS down FROM (VALUES 1, 2, 4, 7) AS t(x) ORDER BY x

-- case: rows_frame_that_ends_before
SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS before, min(x) OVER (ORDER BY x ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS after FROM (VALUES 1, 2, 4, 7) AS t(x) ORDER BY x

-- case: nth_and_defaults
SELECT x, nth_value(x, 2) OVER (ORDER BY x) AS second, lead(x, 1, -1) OVER (ORDER BY x) AS next, lag(x, 2, 0) OVER (ORDER BY x) AS two_back FROM (VALUES 1, 2, 4) AS t(x) ORDER BY x

-- case: lag_that_ignores_nulls
SELECT n, lag(x) IGNORE NULLS OVER (ORDER BY n) AS before, lead(x, 1) RESPECT NULLS OVER (ORDER BY n) AS next, first_value(x) IGNORE NULLS OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS first FROM (VALUES (1, 'a'), (2, NULL), (3, NULL), (4, 'd')) AS t(n, x) ORDER BY n

-- case: window_of_an_expression
SELECT x, x - avg(x) OVER () AS off, CASE WHEN row_number() OVER (ORDER BY x) = 1 THEN 'least' ELSE 'more' END AS kind FROM (VALUES 1e0, 2e0, 6e0) AS t(x) ORDER BY x + 0 * count(*) OVER ()

-- case: order_by_window
SELECT g, x FROM (VALUES ('p', 1), ('p', 2), ('q', 5)) AS t(g, x) ORDER BY sum(x) OVER (PARTITION BY g) DESC, x

-- case: union_in_parentheses_with_limits
(SELECT x FROM (VALUES 3, 1, 2) AS t(x) ORDER BY x LIMIT 1) UNION ALL (SELECT x FROM (VALUES 30, 10) AS t(x) ORDER BY x DESC LIMIT 1) ORDER BY x

-- case: intersect_binds_tighter
SELECT 1 AS x UNION SELECT 2 INTERSECT SELECT 2 UNION SELECT 3 EXCEPT SELECT 1 ORDER BY 1

-- case: except_all_keeps_counts
SELECT x FROM (VALUES 1, 1, 1, 2) AS t(x) EXCEPT ALL SELECT x FROM (VALUES 1) AS u(x) ORDER BY x

-- case: union_of_nulls_and_types
SELECT NULL AS x, 1 AS y UNION ALL SELECT DATE '2026-01-05', 2.5 UNION ALL SELECT TIMESTAMP '2026-01-05 10:00:00', NULL ORDER BY 1

-- case: fetch_first_with_ties
SELECT x FROM (VALUES 1, 2, 2, 3) AS t(x) ORDER BY x FETCH FIRST 2 ROWS WITH TIES

-- case: offset_and_fetch_next
SELECT x FROM (VALUES 1, 2, 3, 4, 5) AS t(x) ORDER BY x OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY

-- case: limit_all
SELECT x FROM (VALUES 1, 2) AS t(x) ORDER BY x LIMIT ALL

-- case: offset_beyond_the_end
SELECT x FROM (VALUES 1, 2) AS t(x) ORDER BY x OFFSET 5 ROWS LIMIT 3

-- case: sample_of_all
SELECT count(*) AS n FROM (VALUES 1, 2, 3) AS t(x) TABLESAMPLE BERNOULLI (100)

-- case: sample_of_none
SELECT count(*) AS n FROM (VALUES 1, 2, 3) AS t(x) TABLESAMPLE BERNOULLI (0)

-- case: unnest_two_arrays_with_ordinality
SELECT a, b, n FROM UNNEST(ARRAY[2, 5], ARRAY['7', '8', '9']) WITH ORDINALITY AS t(a, b, n) ORDER BY n

-- case: unnest_map_in_a_join
SELECT animal, n FROM (VALUES map(ARRAY['dog', 'cat'], ARRAY[1, 2])) AS t(m) CROSS JOIN UNNEST(m) AS u(animal, n) ORDER BY n

-- case: unnest_array_of_rows_without_names
SELECT * FROM UNNEST(ARRAY[ROW('Java', 1995), ROW('SQL', 1974)]) AS t(language, year) ORDER BY year

-- case: unnest_left_of_nothing
SELECT id, x, n FROM (VALUES (1, ARRAY[10, 20]), (2, ARRAY[]), (3, NULL)) AS t(id, xs) LEFT JOIN UNNEST(xs) WITH ORDINALITY AS u(x, n) ON TRUE ORDER BY id, n

-- case: unnest_nested_twice
SELECT id, x FROM (VALUES (1, ARRAY[ARRAY[1, 2], ARRAY[3]]), (2, ARRAY[ARRAY[4]])) AS t(id, xss) CROSS JOIN UNNEST(xss) AS u(xs) CROSS JOIN UNNEST(xs) AS v(x) ORDER BY id, x

-- case: unnest_of_a_split
SELECT id, tag FROM (VALUES (1, 'a,b'), (2, 'c')) AS t(id, tags) CROSS JOIN UNNEST(split(tags, ',')) AS u(tag) ORDER BY tag

-- case: unnest_in_exists
-- fails: UNNEST of an outer column in EXISTS
SELECT id FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY['c'])) AS t(id, xs) WHERE EXISTS (SELECT 1 FROM UNNEST(xs) AS u(x) WHERE x = 'c')

-- case: any_match_for_exists
SELECT id FROM (VALUES (1, ARRAY['a', 'b']), (2, ARRAY['c'])) AS t(id, xs) WHERE any_match(xs, x -> x = 'c')

-- case: lateral_top_of_each
SELECT c.id, o.amount FROM (VALUES 1, 2) AS c(id) CROSS JOIN LATERAL (SELECT amount FROM (VALUES (1, 10), (1, 30), (2, 5)) AS o(customer, amount) WHERE o.customer = c.id ORDER BY amount DESC LIMIT 1) AS o ORDER BY c.id

-- case: lateral_aggregate
SELECT c.id, o.n, o.total FROM (VALUES 1, 2, 3) AS c(id) LEFT JOIN LATERAL (SELECT count(*) AS n, sum(amount) AS total FROM (VALUES (1, 10), (1, 30), (2, 5)) AS o(customer, amount) WHERE o.customer = c.id) AS o ON TRUE ORDER BY c.id

-- case: qualified_column_references
SELECT t.x, u.x AS ux, t.* FROM (VALUES (1, 'a')) AS t(x, y) JOIN (VALUES (1, 'b')) AS u(x, z) ON t.x = u.x

-- case: star_with_a_join_using
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, a) JOIN (VALUES (1, 'x'), (2, 'y')) AS u(id, b) USING (id) ORDER BY id

-- case: exists_with_correlation
-- fails: the column hides the table
SELECT name FROM (VALUES (1, 'eu'), (2, 'us')) AS region(id, name) WHERE EXISTS (SELECT 1 FROM (VALUES 2, 2) AS nation(region) WHERE nation.region = region.id)

-- case: exists_correlated
SELECT name FROM (VALUES (1, 'eu'), (2, 'us')) AS region(id, name) WHERE EXISTS (SELECT 1 FROM (VALUES 2, 2) AS nation(regionkey) WHERE nation.regionkey = region.id)

-- case: not_exists_with_inequality
SELECT a.x FROM (VALUES 1, 5, 3) AS a(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 1, 5, 3) AS b(x) WHERE b.x > a.x)

-- case: in_subquery_with_nulls
SELECT x, x IN (SELECT y FROM (VALUES 1, NULL) AS u(y)) AS found, x NOT IN (SELECT y FROM (VALUES 1, NULL) AS u(y)) AS missing FROM (VALUES 1, 2, NULL) AS t(x) ORDER BY x

-- case: scalar_subquery_without_rows
SELECT (SELECT x FROM (VALUES 1) AS t(x) WHERE x > 5) AS nothing, 1 + (SELECT max(x) FROM (VALUES 1, 7) AS t(x)) AS eight

-- case: all_and_any_comparisons
SELECT 5 >= ALL (SELECT x FROM (VALUES 1, 5) AS t(x)) AS most, 5 = ANY (VALUES 4, 5) AS some, 3 < SOME (SELECT x FROM (VALUES 1, 2) AS t(x)) AS below, 1 <> ALL (VALUES 2, NULL) AS unknown

-- case: all_in_where
SELECT x FROM (VALUES 1, 5, 9) AS t(x) WHERE x >= ALL (SELECT y FROM (VALUES 5, 3) AS u(y)) ORDER BY x

-- case: row_comparison
SELECT ROW(1, 'a') = ROW(1, 'a') AS same, (1, 2) < (1, 3) AS less, (1, 2) IN ((1, 2), (3, 4)) AS listed

-- case: rows_in_a_subquery
SELECT x, y FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y) WHERE (x, y) IN (SELECT p, q FROM (VALUES (2, 'b'), (1, 'z')) AS u(p, q))

-- case: table_statement
WITH t AS (SELECT 1 AS x) TABLE t

-- case: values_alone
VALUES (1, 'a'), (2, 'b') ORDER BY 1 DESC

-- case: select_all_keyword
SELECT ALL x FROM (VALUES 1, 1) AS t(x) ORDER BY x

-- case: select_distinct_rows
SELECT DISTINCT a, b FROM (VALUES (1, 2), (1, 2), (1, 3)) AS t(a, b) ORDER BY a, b DESC

-- case: star_of_a_row
-- fails: a row column is no table
SELECT r.* FROM (SELECT CAST(ROW(1, 'x') AS row(a integer, b varchar)) AS r) AS t

-- case: star_of_a_row_in_parentheses
-- fails: a row column is no table
SELECT (r).* FROM (SELECT CAST(ROW(1, 'x') AS row(a integer, b varchar)) AS r) AS t

-- case: quoted_names_and_case
SELECT "T"."Mixed Name" AS "Out Name", t."mixed name" || '!' AS X FROM (SELECT 'v' AS "mixed name") AS T

-- case: keywords_as_names
SELECT date, time, "order", year, type, position, data, date AS day FROM (VALUES (1, 2, 3, 4, 5, 6, 7)) AS t(date, time, "order", year, type, position, data)

-- case: comments_everywhere
SELECT /* one
two */ 1 AS x, -- three
  '--' AS y

-- case: natural_order_of_nulls
SELECT x FROM (VALUES 2, NULL, 1) AS t(x) ORDER BY x DESC NULLS FIRST

-- case: order_by_expression_of_alias
SELECT x AS a, -x AS b FROM (VALUES 1, 3, 2) AS t(x) ORDER BY a + 1 DESC

-- case: window_excludes_current
-- fails: EXCLUDE is not Trino's
SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS others FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: lateral_without_comma_alias
-- fails: VALUES of outer columns
SELECT * FROM (VALUES 1) AS t(x), LATERAL (VALUES x, x + 1) AS u(y) ORDER BY y

-- case: join_on_expression_and_range
SELECT a.x, b.y FROM (VALUES 1, 2, 3) AS a(x) LEFT JOIN (VALUES 2, 4, 6) AS b(y) ON a.x * 2 = b.y AND b.y < 6 ORDER BY a.x

-- case: cross_join_of_three
SELECT count(*) AS n, sum(a * b * c) AS s FROM (VALUES 1, 2) AS x(a), (VALUES 3, 4) AS y(b) CROSS JOIN (VALUES 5) AS z(c)

-- case: right_and_full_joins
SELECT a.x, b.y FROM (VALUES 1, 2) AS a(x) RIGHT JOIN (VALUES 2, 3) AS b(y) ON a.x = b.y ORDER BY b.y

-- case: subquery_in_between_and_case
SELECT CASE WHEN 5 BETWEEN (SELECT min(x) FROM (VALUES 1, 9) AS t(x)) AND (SELECT max(x) FROM (VALUES 1, 9) AS t(x)) THEN 'in' ELSE 'out' END AS place

-- case: lateral_expression
SELECT name, x, y FROM (VALUES ('a', 2), ('b', 3)) AS t(name, n) CROSS JOIN LATERAL (SELECT n * 2 AS x) AS u CROSS JOIN LATERAL (SELECT x + 1 AS y) AS v ORDER BY name

-- case: group_by_distinct_rollups
SELECT a, b, c, count(*) AS n FROM (VALUES (1, 2, 3)) AS t(a, b, c) GROUP BY DISTINCT ROLLUP (a, b), ROLLUP (a, c) ORDER BY 1, 2, 3

-- case: sample_within_bounds
SELECT count(*) BETWEEN 0 AND 1000 AS fits FROM UNNEST(sequence(1, 1000)) AS t(x) TABLESAMPLE BERNOULLI (50)

-- case: unnest_in_a_scalar_subquery
SELECT id, (SELECT sum(x) FROM UNNEST(xs) AS u(x)) AS total FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[5])) AS t(id, xs) ORDER BY id

-- case: correlated_scalar_aggregates
SELECT g, x, (SELECT max(y) FROM (VALUES ('p', 10), ('p', 30), ('q', 5)) AS u(h, y) WHERE u.h = t.g) AS best, (SELECT count(*) FROM (VALUES ('p', 10), ('p', 30)) AS u(h, y) WHERE u.h = t.g AND u.y > t.x) AS above FROM (VALUES ('p', 20), ('q', 1)) AS t(g, x) ORDER BY g

-- case: star_of_a_row_renamed
SELECT id, (CAST(ROW(1, 'x') AS row(a integer, b varchar))).* AS (p, q) FROM (VALUES 7) AS t(id)

-- case: match_recognize_of_prices
SELECT m.a, m.low, m.high FROM (VALUES (1, 5), (2, 3), (3, 4), (4, 6)) AS t(n, p) MATCH_RECOGNIZE (ORDER BY n MEASURES A.p AS a, LAST(B.p) AS low, LAST(C.p) AS high ONE ROW PER MATCH PATTERN (A B+ C+) DEFINE B AS B.p < PREV(B.p), C AS C.p > PREV(C.p)) AS m

-- case: row_star_unnamed
SELECT ROW(1, 'x').*

-- case: row_star_unnamed_between
SELECT 1 AS a, ROW(1, 'x').*, t.x FROM (VALUES 5) AS t(x)

-- case: row_star_of_a_qualified_column
SELECT t.id, t.r.* FROM (VALUES (1, CAST(ROW(1, 'x') AS row(a integer, b varchar))), (2, CAST(NULL AS row(a integer, b varchar)))) AS t(id, r) ORDER BY id

-- case: row_star_of_a_bare_column
-- fails: a reference in parentheses is a table
SELECT id, (r).* FROM (VALUES (1, CAST(ROW(1, 'x') AS row(a integer, b varchar)))) AS t(id, r)

-- case: row_star_of_an_element
SELECT rs[1].*, id FROM (VALUES (1, ARRAY[CAST(ROW(1, 'x') AS row(a integer, b varchar))])) AS t(id, rs) WHERE id > 0

-- case: row_star_renamed_and_ordered
SELECT t.id, rs[1].* AS (p, q) FROM (VALUES (2, ARRAY[ROW(1, 'x')]), (1, ARRAY[ROW(7, 'y')])) AS t(id, rs) ORDER BY p DESC

-- case: row_star_of_an_aggregate
SELECT k, (max_by(CAST(ROW(x, y) AS row(x integer, y integer)), x)).* FROM (VALUES ('a', 1, 2), ('a', 3, 4)) AS t(k, x, y) GROUP BY k

-- case: sample_of_all_by_system
SELECT count(*) AS n FROM (VALUES 1, 2) AS t(x) TABLESAMPLE SYSTEM (100)

-- case: sample_of_none_joined
SELECT t.x, u.y FROM (VALUES 1, 2) AS t(x) LEFT JOIN (SELECT y FROM (VALUES 1, 2) AS v(y) TABLESAMPLE BERNOULLI (0)) AS u ON u.y = t.x ORDER BY t.x

-- case: sample_of_too_much
-- fails: at most 100
SELECT x FROM (VALUES 1, 2) AS t(x) TABLESAMPLE BERNOULLI (101)

-- case: sample_of_a_column
-- fails: the share is a constant
SELECT count(*) AS n FROM (VALUES 1, 2) AS t(x) TABLESAMPLE BERNOULLI (x)

-- case: sample_of_about_half
SELECT count(*) BETWEEN 400 AND 600 AS half, min(x) > 0 AS some FROM UNNEST(sequence(1, 1000)) AS t(x) TABLESAMPLE BERNOULLI (50)
