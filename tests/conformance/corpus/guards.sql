-- Which parts of a statement are evaluated: a branch that is not taken, a row that is filtered, a failure within TRY.

-- case: try_of_coalesce
SELECT x, try(coalesce(10 / x, 5)) AS a FROM (VALUES 0, NULL, 2) AS t(x) ORDER BY x

-- case: try_twice_over_one_division
SELECT x, try(coalesce(10 / x, 5)) AS a, try(coalesce(10 / x, 6)) AS b FROM (VALUES 0, NULL, 2) AS t(x) ORDER BY x

-- case: try_of_if
SELECT x, try(if(10 / x > 3, 10 / x, -1)) AS a FROM (VALUES 0, 2, 5) AS t(x) ORDER BY x

-- case: try_of_nullif
SELECT x, try(nullif(10 / x, 5)) AS a, try(coalesce(nullif(10 / x, 5), 10 / x)) AS b FROM (VALUES 0, 2, 5) AS t(x) ORDER BY x

-- case: try_of_case
SELECT x, try(CASE 10 / x WHEN 5 THEN 'five' WHEN 2 THEN 'two' ELSE CAST(10 / x AS varchar) END) AS a FROM (VALUES 0, 1, 2, 5) AS t(x) ORDER BY x

-- case: try_of_greatest
SELECT x, try(greatest(10 / x, 20 / x)) AS a, try(10 / x + 10 / x) AS b FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: try_of_between
SELECT x, try(10 / x BETWEEN 1 AND 4) AS a, try(10 / x IN (5, 10 / x)) AS b FROM (VALUES 0, 2, 5) AS t(x) ORDER BY x

-- case: try_of_a_cast_in_coalesce
SELECT s, try(coalesce(CAST(s AS integer), 0)) AS a, try(CAST(s AS integer) + coalesce(CAST(s AS integer), 0)) AS b FROM (VALUES '7', 'x', NULL) AS t(s) ORDER BY s

-- case: try_grouped
SELECT try(coalesce(10 / x, 5)) AS a, count(*) AS n FROM (VALUES 0, 2, 2, NULL) AS t(x) GROUP BY try(coalesce(10 / x, 5)) ORDER BY 1

-- case: try_grouped_by_position
SELECT try(10 / x) AS a, count(*) AS n, sum(x) AS s FROM (VALUES 0, 2, 2, NULL) AS t(x) GROUP BY 1 ORDER BY a

-- case: try_in_where
SELECT x FROM (VALUES 0, 2, 5) AS t(x) WHERE try(coalesce(10 / x, 5)) = 5 ORDER BY x

-- case: try_in_where_and_select
SELECT x, try(coalesce(10 / x, 5)) AS a FROM (VALUES 0, 2, 5) AS t(x) WHERE try(coalesce(10 / x, 5)) > 1 OR x = 0 ORDER BY x

-- case: try_in_having
SELECT s, try(coalesce(10 / sum(x), 0)) AS a FROM (VALUES ('a', 0), ('b', 5)) AS t(s, x) GROUP BY s HAVING try(coalesce(10 / sum(x), 0)) IS NULL ORDER BY s

-- case: try_over_a_window
SELECT x, try(coalesce(10 / sum(x) OVER (ORDER BY x), 0)) AS a FROM (VALUES 0, 2, 3) AS t(x) ORDER BY x

-- case: try_in_case_branch
SELECT x, CASE WHEN x = 0 THEN try(10 / x) ELSE try(coalesce(10 / x, 1)) END AS a FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: branch_not_taken_twice
SELECT x, CASE WHEN x = 0 THEN 0 ELSE 10 / x END AS a, CASE WHEN x = 0 THEN -1 ELSE 10 / x END AS b FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: branch_not_taken_of_if
SELECT x, if(x = 0, 0, 10 / x) AS a, if(x <> 0, 10 / x) AS b FROM (VALUES 0, 2) AS t(x) WHERE x < 5 ORDER BY x

-- case: branch_used_within_one_condition
SELECT x, CASE WHEN x <> 0 AND 10 / x > 3 THEN 'much' ELSE 'little' END AS a FROM (VALUES 0, 2, 5) AS t(x) ORDER BY x

-- case: division_guarded_by_and
SELECT x FROM (VALUES 0, 1, 2, 5) AS t(x) WHERE x <> 0 AND 10 / x > 3 ORDER BY x

-- case: division_guarded_by_or
SELECT x FROM (VALUES 0, 1, 2, 5) AS t(x) WHERE x = 0 OR 10 / x > 3 ORDER BY x

-- case: division_guarded_by_and_in_select
SELECT x, x <> 0 AND 10 / x > 3 AS a, x = 0 OR 10 / x > 3 AS b FROM (VALUES 0, 1, 2, 5) AS t(x) ORDER BY x

-- case: division_guarded_by_filter_and_select
SELECT x, 10 / x AS a FROM (VALUES 0, 1, 2, 5) AS t(x) WHERE x > 0 AND 10 / x > 3 ORDER BY x

-- case: division_after_a_filter
SELECT x, 10 / x AS a FROM (VALUES 0, 2) AS t(x) WHERE x <> 0 ORDER BY x

-- case: division_after_a_filter_of_a_subquery
SELECT a, a + 1 AS b FROM (SELECT x, 10 / x AS a FROM (VALUES 0, 2) AS t(x) WHERE x <> 0) AS q WHERE a > 1 ORDER BY a

-- case: cast_after_a_filter
SELECT CAST(s AS integer) AS n FROM (VALUES 'x', '7', '12') AS t(s) WHERE regexp_like(s, '^\d+$') AND CAST(s AS integer) > 8

-- case: cast_after_a_filter_of_a_with
WITH clean AS (SELECT CAST(s AS integer) AS n FROM (VALUES 'x', '7', '12') AS t(s) WHERE regexp_like(s, '^\d+$')) SELECT n FROM clean WHERE n > 8

-- case: coalesce_stops_at_the_first
SELECT x, coalesce(nullif(x, 0), -1) AS a, coalesce(x, 10 / 0 * x) IS NULL AS b FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: coalesce_twice_with_a_failing_rest
SELECT x, coalesce(x + 1, 10 / (x - x)) AS a, coalesce(x + 2, 10 / (x - x)) AS b FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: lambda_over_no_elements
SELECT n, transform(xs, v -> v + 10 / n + 10 / n) AS a, any_match(xs, v -> v > 10 / n) AS b FROM (VALUES (0, ARRAY[]), (2, ARRAY[1, 2])) AS t(n, xs) ORDER BY n

-- case: lambda_with_a_branch
SELECT transform(ARRAY[0, 2], v -> if(v = 0, NULL, 10 / v)) AS a, filter(ARRAY[0, 2, 5], v -> v <> 0 AND 10 / v > 3) AS b, transform(ARRAY[0, 2], v -> try(10 / v)) AS c, transform(ARRAY[0, 2], v -> try(coalesce(10 / v, 1))) AS d

-- case: element_guarded_by_cardinality
SELECT xs, CASE WHEN cardinality(xs) > 1 THEN xs[2] END AS a, if(cardinality(xs) > 1, xs[2], -1) AS b, cardinality(xs) > 1 AND xs[2] > 1 AS c FROM (VALUES ARRAY[1], ARRAY[1, 2]) AS t(xs) ORDER BY xs

-- case: outer_join_guarded
SELECT a.x, if(b.y <> 0, a.x / b.y) AS r FROM (VALUES 1, 2) AS a(x) LEFT JOIN (VALUES 0, 2) AS b(y) ON a.x = b.y + 1 AND 10 / a.x > 1 ORDER BY a.x

-- case: division_fails_without_guard
-- fails: division by zero
SELECT x, 10 / x AS a, try(10 / x) AS b FROM (VALUES 0, 2) AS t(x) ORDER BY x

-- case: try_catches_no_syntax_of_types
-- fails: text has no division
SELECT try('a' / 2) AS a

-- case: wide_projection_after_filter
SELECT x, 10 / x AS a FROM (VALUES (0, 1, 2), (2, 1, 2)) AS t(x, y, z) WHERE x <> 0 ORDER BY x

-- case: wide_projection_after_filter_on_other
SELECT x, y, 10 / x AS a FROM (VALUES (0, 1, 2, 3), (2, 5, 2, 3)) AS t(x, y, z, w) WHERE y > 2 ORDER BY x

-- case: division_after_join
SELECT a.x, 10 / b.y AS r FROM (VALUES (1, 5), (2, 6)) AS a(x, u) JOIN (VALUES (1, 2), (2, 0)) AS b(x, y) ON a.x = b.x WHERE b.y <> 0 ORDER BY a.x

-- case: division_in_subquery_joined
SELECT a.x, q.r FROM (VALUES 1, 2) AS a(x) JOIN (SELECT x, 10 / y AS r FROM (VALUES (1, 2), (2, 0)) AS b(x, y) WHERE y > 0) AS q ON a.x = q.x WHERE q.r > 1

-- case: limit_before_projection
SELECT 10 / x AS r FROM (SELECT x FROM (VALUES 2, 5, 0) AS t(x) ORDER BY x DESC LIMIT 2) AS q ORDER BY 1

-- case: aggregate_then_division
SELECT k, sum(v) / count_if(v > 1) AS r FROM (VALUES ('a', 1), ('b', 5)) AS t(k, v) GROUP BY k HAVING count_if(v > 1) > 0 AND sum(v) / count_if(v > 1) > 2

-- case: having_pushed
SELECT k, 10 / k AS r, count(*) AS n FROM (VALUES 0, 2) AS t(k) GROUP BY k HAVING k <> 0 AND 10 / k > 1

-- case: union_then_filter
SELECT r FROM (SELECT 10 / x AS r FROM (VALUES 0, 2) AS t(x) WHERE x <> 0 UNION ALL SELECT 7) AS q WHERE r > 4 ORDER BY r

-- case: window_then_filter
SELECT x, r FROM (SELECT x, 10 / x AS r, row_number() OVER (ORDER BY x) AS n FROM (VALUES 0, 2, 5) AS t(x) WHERE x > 0) AS q WHERE n = 1 AND r > 1

-- case: in_list_guard
SELECT s FROM (VALUES ('n', 'abc'), ('i', '12')) AS t(k, s) WHERE k IN ('i') AND CAST(s AS bigint) > 5

-- case: or_guard_of_text
SELECT s FROM (VALUES '', '3') AS t(s) WHERE s = '' OR CAST(s AS integer) > 2 ORDER BY s

-- case: not_guard
SELECT s FROM (VALUES '', '3') AS t(s) WHERE NOT (s = '' OR CAST(s AS integer) < 2) ORDER BY s

-- case: date_parse_guard
SELECT s FROM (VALUES 'x', '2026-01-05') AS t(s) WHERE length(s) = 10 AND date_parse(s, '%Y-%m-%d') > TIMESTAMP '2026-01-01 00:00:00'

-- case: case_subscript
SELECT CASE WHEN cardinality(split(s, ',')) > 1 THEN split(s, ',')[2] ELSE split(s, ',')[1] END AS a, split(s, ',')[1] AS b FROM (VALUES 'a', 'a,b') AS t(s) ORDER BY s

-- case: coalesce_guard
SELECT coalesce(if(x = 0, NULL, 10 / x), -1) AS a FROM (VALUES 0, 2) AS t(x) ORDER BY 1

-- case: if_nested_twice
SELECT if(x > 0, if(10 / x > 3, 'big', 'small'), 'none') AS a, if(x > 0, 10 / x + 10 / x) AS b FROM (VALUES 0, 2, 5) AS t(x) ORDER BY x

-- case: order_by_guarded
SELECT x FROM (VALUES 0, 2, 5) AS t(x) ORDER BY CASE WHEN x = 0 THEN 0 ELSE 10 / x END

-- case: group_by_guarded
SELECT if(x = 0, 0, 10 / x) AS g, count(*) AS n, sum(if(x = 0, 0, 10 / x)) AS s FROM (VALUES 0, 2, 2) AS t(x) GROUP BY if(x = 0, 0, 10 / x) ORDER BY g

-- case: try_in_a_lambda_over_a_constant
SELECT transform(ARRAY[5, 2, 0], v -> try(coalesce(10 / v, 1))) AS a, transform(ARRAY[2, 0], v -> try(if(v > -1, 10 / v))) AS b

-- case: try_in_a_lambda_over_columns
SELECT transform(xs, v -> try(coalesce(y / v, 1))) AS a, transform(xs, v -> try(if(v > 1, y / (v - 2), 7))) AS b FROM (VALUES (1, ARRAY[0, 2, 5]), (10, ARRAY[1])) AS t(y, xs) ORDER BY y
