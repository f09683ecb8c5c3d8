-- JSON: paths, extraction, casts, building.

-- case: extract_scalar_types
SELECT json_extract_scalar(j, '$.s') AS a, json_extract_scalar(j, '$.n') AS b, json_extract_scalar(j, '$.d') AS c, json_extract_scalar(j, '$.b') AS d, json_extract_scalar(j, '$.z') AS e
FROM (VALUES '{"s": "text", "n": 42, "d": 1.50, "b": true, "z": null}') t(j)

-- case: extract_scalar_of_structures_is_null
SELECT json_extract_scalar('{"a": {"b": 1}}', '$.a') AS a, json_extract_scalar('{"a": [1]}', '$.a') AS b, json_extract_scalar('{"a": 1}', '$.missing') AS c

-- case: extract_scalar_paths
SELECT json_extract_scalar(j, '$.a.b') AS a, json_extract_scalar(j, '$.list[0]') AS b, json_extract_scalar(j, '$.list[1].x') AS c, json_extract_scalar(j, '$["odd key"]') AS d, json_extract_scalar(j, '$.list[9]') AS e
FROM (VALUES '{"a": {"b": "deep"}, "list": [1, {"x": 2}], "odd key": 3}') t(j)

-- case: extract_scalar_of_array_root
SELECT json_extract_scalar('[1, 2, 3]', '$[2]') AS a, json_extract_scalar('"x"', '$') AS b, json_extract_scalar('7', '$') AS c

-- case: extract_scalar_of_bad_json
SELECT json_extract_scalar('not json', '$.a') AS a, json_extract_scalar('', '$.a') AS b, json_extract_scalar(CAST(NULL AS varchar), '$.a') AS c

-- case: extract_scalar_of_untyped_null
-- fails: a bare NULL may be text or JSON
SELECT json_extract_scalar(NULL, '$.a')

-- case: extract_scalar_single_quoted_key
-- fails: keys in brackets take double quotes
SELECT json_extract_scalar('{"a": {"b": 1}}', '$[''a''].b')

-- case: extract_scalar_bad_path
-- fails: a path begins with $
SELECT json_extract_scalar('{"a": 1}', 'a b c[')

-- case: extract_scalar_numbers_keep_text
SELECT json_extract_scalar('{"a": 12345678901234567890}', '$.a') AS a, json_extract_scalar('{"a": 1e3}', '$.a') AS b, json_extract_scalar('{"a": 1.10}', '$.a') AS c, json_extract_scalar('{"a": -0.5}', '$.a') AS d

-- case: extract_scalar_escapes
SELECT json_extract_scalar('{"a": "x\ny\u00e9\"z"}', '$.a') AS a

-- case: extract_json
SELECT json_extract('{"a": {"b": [1, 2]}}', '$.a') AS a, json_extract('{"a": {"b": [1, 2]}}', '$.a.b') AS b, json_extract('{"a": "x"}', '$.a') AS c, json_extract('{"a": null}', '$.a') AS d, json_extract('{"a": 1}', '$.z') AS e

-- case: extract_json_as_text
SELECT json_format(json_extract('{"a": {"b": [1, 2], "a": "x"}}', '$.a')) AS a, CAST(json_extract('{"a": "x"}', '$.a') AS varchar) AS b, CAST(json_extract('{"a": 5}', '$.a') AS bigint) AS c

-- case: json_parse_and_format
SELECT json_format(json_parse('{"b": 1, "a": [true, null]}')) AS a, json_format(json_parse(' [1 , 2] ')) AS b, json_format(JSON '"x"') AS c

-- case: json_parse_keeps_order
SELECT json_format(json_parse('{"z": 1, "a": 2, "m": {"y": 1, "b": 2}}')) AS a

-- case: json_parse_bad
-- fails: not JSON
SELECT json_parse('not json')

-- case: json_parse_numbers
SELECT json_format(json_parse('[1, 1.0, 1.50, 1e2, 12345678901234567890]')) AS a

-- case: array_length
SELECT json_array_length('[1, 2, 3]') AS a, json_array_length('[]') AS b, json_array_length('{"a": 1}') AS c, json_array_length(JSON '[1]') AS d

-- case: array_contains
SELECT json_array_contains('[1, 2, 3]', 2) AS a, json_array_contains('["a"]', 'a') AS b, json_array_contains('[1]', 9) AS c

-- case: array_get
SELECT json_array_get('["a", "b"]', 0) AS a, json_array_get('["a", "b"]', -1) AS b, json_array_get('[1]', 5) AS c

-- case: size_of
SELECT json_size('{"a": {"x": 1, "y": 2}}', '$.a') AS a, json_size('[1, 2, 3]', '$') AS b, json_size('{"a": 1}', '$.a') AS c

-- case: is_json_scalar
SELECT is_json_scalar('1') AS a, is_json_scalar('[1]') AS b, is_json_scalar('"x"') AS c

-- case: cast_to_json
SELECT CAST(1 AS json) AS a, CAST('x' AS json) AS b, CAST(true AS json) AS c, CAST(1.5 AS json) AS d, CAST(NULL AS json) AS e, CAST(2.5e0 AS json) AS f

-- case: cast_collections_to_json
SELECT CAST(ARRAY[1, NULL] AS json) AS a, CAST(map(ARRAY['k'], ARRAY[1]) AS json) AS b, CAST(CAST(ROW(1, 'x') AS row(id integer, name varchar)) AS json) AS c, CAST(ARRAY['a'] AS json) AS d

-- case: cast_date_to_json
SELECT CAST(DATE '2026-01-05' AS json) AS a, CAST(TIMESTAMP '2026-01-05 10:00:00' AS json) AS b

-- case: cast_from_json
SELECT CAST(JSON '1' AS bigint) AS a, CAST(JSON '"x"' AS varchar) AS b, CAST(JSON 'true' AS boolean) AS c, CAST(JSON 'null' AS integer) AS d, CAST(JSON '1.5' AS double) AS e, CAST(JSON '"12"' AS integer) AS f

-- case: cast_json_to_array
SELECT CAST(json_parse('[1, null, 3]') AS array(integer)) AS a, CAST(json_parse('["a", "b"]') AS array(varchar)) AS b

-- case: cast_json_to_map
SELECT CAST(json_parse('{"a": 1, "b": 2}') AS map(varchar, bigint)) AS a

-- case: cast_json_to_row
SELECT CAST(json_parse('{"sku": "x1", "qty": 2}') AS row(sku varchar, qty integer)) AS a, CAST(json_parse('["x1", 2]') AS row(sku varchar, qty integer)).qty AS b

-- case: cast_json_to_array_of_rows
SELECT i.sku, i.qty FROM (VALUES '[{"sku": "a", "qty": 1}, {"sku": "b", "qty": 2}]') t(j)
CROSS JOIN UNNEST(CAST(json_parse(j) AS array(row(sku varchar, qty integer)))) AS i(sku, qty) ORDER BY 1

-- case: json_value_paths
SELECT json_value('{"a": {"b": 1}}', 'lax $.a.b') AS a, json_value('{"a": "x"}', 'lax $.a') AS b, json_value('{"a": 5}', 'lax $.a' RETURNING integer) AS c, json_value('{"a": 1}', 'lax $.z') AS d

-- case: json_query_paths
SELECT json_query('{"a": {"b": 1}}', 'lax $.a') AS a, json_query('{"a": [1, 2]}', 'lax $.a[*]' WITH ARRAY WRAPPER) AS b

-- case: json_exists_paths
SELECT json_exists('{"a": 1}', 'lax $.a') AS a, json_exists('{"a": 1}', 'lax $.b') AS b

-- case: json_object_and_array
SELECT json_parse(json_object('a': 1, 'b': 'x')) AS a, json_array(1, 'x', true) AS b

-- case: json_equality
SELECT JSON '{"a": 1, "b": 2}' = JSON '{"b": 2, "a": 1}' AS a, JSON '1' = JSON '1.0' AS b

-- case: json_text_compared
SELECT json_extract_scalar('{"n": 10}', '$.n') = '10' AS a, CAST(json_extract_scalar('{"n": 10}', '$.n') AS integer) > 9 AS b

-- case: json_extract_on_table
SELECT id, json_extract_scalar(payload, '$.user.name') AS name, CAST(json_extract_scalar(payload, '$.score') AS double) AS score
FROM (VALUES (1, '{"user": {"name": "Ann"}, "score": 1.5}'), (2, '{"user": {}}'), (3, NULL)) t(id, payload) ORDER BY id

-- case: dynamodb_json_text
SELECT json_extract_scalar(u, '$.color.S') AS a, CAST(json_extract_scalar(u, '$.size.N') AS decimal(10,2)) AS b, json_extract_scalar(u, '$.tags.L[0].S') AS c
FROM (VALUES '{"color": {"S": "red"}, "size": {"N": "12.5"}, "tags": {"L": [{"S": "new"}]}}') t(u)
