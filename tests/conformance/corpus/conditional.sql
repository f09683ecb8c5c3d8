-- Conditions, NULL, comparison, ordering.

-- case: if_function
SELECT if(1 < 2, 'yes', 'no') AS a, if(1 > 2, 'yes') AS b, if(NULL, 1, 2) AS c

-- case: case_searched
SELECT CASE WHEN x < 2 THEN 'few' WHEN x < 4 THEN 'some' ELSE 'many' END AS a FROM (VALUES 1, 3, 5) t(x) ORDER BY x

-- case: case_simple
SELECT CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS a FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: case_common_type
SELECT CASE WHEN true THEN 1 ELSE 2.5 END AS a, CASE WHEN false THEN 1 ELSE 2e0 END AS b, if(true, 1, BIGINT '2') AS c

-- case: case_mixed_types
-- fails: text and a number have no common type
SELECT CASE WHEN true THEN 1 ELSE 'a' END

-- case: coalesce
SELECT coalesce(NULL, NULL, 3, 4) AS a, coalesce(NULL, 'x') AS b, coalesce(1, 2.5) AS c

-- case: coalesce_mixed_types
-- fails: text and a number have no common type
SELECT coalesce('a', 1)

-- case: nullif
SELECT nullif(1, 1) AS a, nullif(1, 2) AS b, nullif('', '') AS c, 10 / nullif(0, 0) AS d

-- case: try_of_division
SELECT TRY(10 / 0) AS a, TRY(10 / 2) AS b, coalesce(TRY(1 / 0), -1) AS c

-- case: try_over_rows
SELECT x, TRY(100 / x) AS a FROM (VALUES 0, 5, NULL) t(x) ORDER BY x

-- case: is_distinct_from
SELECT 1 IS DISTINCT FROM NULL AS a, NULL IS DISTINCT FROM NULL AS b, 1 IS NOT DISTINCT FROM 1 AS c

-- case: three_valued_logic
SELECT NULL AND false AS a, NULL AND true AS b, NULL OR true AS c, NOT CAST(NULL AS boolean) AS d, NULL = NULL AS e

-- case: in_with_null
SELECT 1 IN (1, NULL) AS a, 2 IN (1, NULL) AS b, 2 NOT IN (1, NULL) AS c, NULL IN (1, 2) AS d

-- case: between
SELECT 2 BETWEEN 1 AND 3 AS a, 2 BETWEEN 3 AND 1 AS b, 2 NOT BETWEEN 1 AND 2 AS c, 'b' BETWEEN 'a' AND 'c' AS d, NULL BETWEEN 1 AND 2 AS e

-- case: comparison_of_number_kinds
SELECT 1 = 1.0 AS a, 1.5 = 1.5e0 AS b, BIGINT '3' > 2.99 AS c, 0.1e0 = 0.1 AS d

-- case: boolean_comparison
SELECT true > false AS a, true = (1 = 1) AS b, (1 = 2) IS NOT NULL AS c

-- case: not_equal_forms
SELECT 1 <> 2 AS a, 1 != 1 AS b

-- case: row_comparison
SELECT (1, 'a') = (1, 'a') AS a, (1, 'b') < (2, 'a') AS b, (1, 2) IN ((1, 2), (3, 4)) AS c, (1, NULL) = (1, 2) AS d

-- case: array_comparison
SELECT ARRAY[1, 2] = ARRAY[1, 2] AS a, ARRAY[1, 2] < ARRAY[1, 3] AS b, ARRAY[1] < ARRAY[1, 0] AS c

-- case: null_ordering_ascending
SELECT x FROM (VALUES 2, NULL, 1) t(x) ORDER BY x

-- case: null_ordering_descending
SELECT x FROM (VALUES 2, NULL, 1) t(x) ORDER BY x DESC

-- case: null_ordering_explicit
SELECT x FROM (VALUES 2, NULL, 1) t(x) ORDER BY x DESC NULLS FIRST

-- case: null_ordering_ascending_first
SELECT x FROM (VALUES 2, NULL, 1) t(x) ORDER BY x ASC NULLS FIRST

-- case: nan_ordering
SELECT x FROM (VALUES 1e0, nan(), infinity(), -1e0) t(x) ORDER BY x

-- case: nan_ordering_descending
SELECT x FROM (VALUES 1e0, nan(), infinity(), CAST(NULL AS double)) t(x) ORDER BY x DESC

-- case: text_ordering
SELECT x FROM (VALUES 'b', 'A', 'a', 'é', 'z', '', '10', '9') t(x) ORDER BY x

-- case: order_by_position
SELECT x, y FROM (VALUES (1, 'b'), (2, 'a'), (3, 'a')) t(x, y) ORDER BY 2, 1 DESC

-- case: order_by_alias
SELECT x * -1 AS negative FROM (VALUES 1, 2, 3) t(x) ORDER BY negative

-- case: order_by_expression_of_input
SELECT x FROM (VALUES 1, 2, 3) t(x) ORDER BY x % 3, x

-- case: order_by_unselected_column
SELECT y FROM (VALUES (1, 'b'), (2, 'a')) t(x, y) ORDER BY x DESC

-- case: all_any_some
SELECT 5 > ALL (VALUES 1, 2) AS a, 5 = ANY (VALUES 1, 5) AS b, 5 < SOME (VALUES 1, 2) AS c

-- case: exists_subquery
SELECT EXISTS (SELECT 1 FROM (VALUES 1) t(x) WHERE x = 1) AS a, EXISTS (SELECT 1 FROM (VALUES 1) t(x) WHERE x = 2) AS b

-- case: null_of_every_kind
SELECT NULL AS a, CAST(NULL AS varchar) AS b, CAST(NULL AS row(x integer)) AS c, CAST(NULL AS map(varchar, integer)) AS d

-- case: short_circuit_in_case
SELECT CASE WHEN x = 0 THEN 0 ELSE 10 / x END AS a FROM (VALUES 0, 5) t(x) ORDER BY x
