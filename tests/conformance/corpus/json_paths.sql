-- The SQL standard's JSON functions and their path language.

-- case: value_default_return_type
SELECT json_value('{"a": 1.50}', 'lax $.a') AS a, json_value('{"a": true}', 'lax $.a') AS b, json_value('{"a": null}', 'lax $.a') AS c, typeof(json_value('{"a": 1}', 'lax $.a')) AS d

-- case: value_returning_types
SELECT json_value('{"a": "12"}', 'lax $.a' RETURNING bigint) AS a, json_value('{"a": 1.5}', 'lax $.a' RETURNING double) AS b, json_value('{"a": 1.5}', 'lax $.a' RETURNING decimal(5,2)) AS c, json_value('{"a": true}', 'lax $.a' RETURNING boolean) AS d

-- case: value_of_structure_is_null
SELECT json_value('{"a": {"b": 1}}', 'lax $.a') AS a, json_value('{"a": [1, 2]}', 'lax $.a') AS b, json_value('{"a": [7]}', 'lax $.a') AS c

-- case: value_default_on_empty
SELECT json_value('{}', 'lax $.a' DEFAULT 'none' ON EMPTY) AS a, json_value('{}', 'lax $.a' NULL ON EMPTY) AS b

-- case: value_error_on_empty
-- fails: as asked
SELECT json_value('{}', 'lax $.a' ERROR ON EMPTY)

-- case: value_default_on_error
SELECT json_value('{"a": [1, 2]}', 'lax $.a' DEFAULT 'many' ON ERROR) AS a, json_value('nonsense', 'lax $.a' DEFAULT 'bad' ON ERROR) AS b, json_value('nonsense', 'lax $.a') AS c

-- case: value_error_on_error
-- fails: as asked
SELECT json_value('{"a": [1, 2]}', 'lax $.a' ERROR ON ERROR)

-- case: strict_missing_member
SELECT json_value('{}', 'strict $.a') AS a, json_value('{}', 'strict $.a' DEFAULT 'error' ON ERROR) AS b

-- case: lax_unwraps_arrays
SELECT json_value('[{"a": 1}]', 'lax $.a') AS a, json_query('[{"a": 1}, {"a": 2}]', 'lax $.a' WITH ARRAY WRAPPER) AS b

-- case: array_accessors
SELECT json_value('[10, 20, 30]', 'lax $[0]') AS a, json_value('[10, 20, 30]', 'lax $[last]') AS b, json_query('[10, 20, 30]', 'lax $[0 to 1]' WITH ARRAY WRAPPER) AS c, json_query('[10, 20, 30]', 'lax $[2, 0]' WITH ARRAY WRAPPER) AS d, json_value('[10]', 'lax $[5]') AS e

-- case: filters
SELECT json_query('[{"n": 1, "s": "a"}, {"n": 5, "s": "b"}]', 'lax $[*]?(@.n > 2).s' WITH ARRAY WRAPPER) AS a, json_query('[{"n": 1, "s": "a"}, {"n": 5, "s": "b"}]', 'lax $?(@.s == "a" || @.n == 5).n' WITH ARRAY WRAPPER) AS b

-- case: filter_with_exists_and_starts_with
SELECT json_query('[{"a": 1}, {"b": 2}]', 'lax $[*]?(exists(@.b))' WITH ARRAY WRAPPER) AS a, json_query('["apple", "pear"]', 'lax $[*]?(@ starts with "a")' WITH ARRAY WRAPPER) AS b

-- case: arithmetic_in_paths
SELECT json_value('{"p": 2, "q": 5}', 'lax $.p * $.q' RETURNING integer) AS a, json_value('{"p": 7}', 'lax -$.p') AS b

-- case: item_methods
SELECT json_value('[1, 2, 3]', 'strict $.size()' RETURNING integer) AS a, json_value('{"a": 1}', 'lax $.a.type()') AS b, json_value('{"a": -1.5}', 'lax $.a.abs()') AS c, json_value('{"a": 1.5}', 'lax $.a.ceiling()') AS d, json_value('{"a": "2.5"}', 'lax $.a.double()') AS e

-- case: wildcard_members
SELECT json_query('{"a": 1, "b": 2}', 'lax $.*' WITH ARRAY WRAPPER) AS a

-- case: quoted_members
SELECT json_value('{"odd key": 1, "a.b": 2}', 'lax $."odd key"') AS a, json_value('{"odd key": 1, "a.b": 2}', 'lax $."a.b"') AS b

-- case: passing_parameters
SELECT json_value('[10, 20, 30]', 'lax $[$i]' PASSING 1 AS "i") AS a, json_query('[1, 5, 9]', 'lax $[*]?(@ > $low)' PASSING 4 AS "low" WITH ARRAY WRAPPER) AS b

-- case: query_wrappers
SELECT json_query('{"a": [1, 2]}', 'lax $.a') AS a, json_query('{"a": [1, 2]}', 'lax $.a[*]') AS b, json_query('{"a": 1}', 'lax $.a' WITH WRAPPER) AS c, json_query('{"a": [1]}', 'lax $.a' WITH CONDITIONAL WRAPPER) AS d, json_query('{"a": [1]}', 'lax $.a' WITH UNCONDITIONAL WRAPPER) AS e

-- case: query_quotes
SELECT json_query('{"a": "x"}', 'lax $.a') AS a, json_query('{"a": "x"}', 'lax $.a' OMIT QUOTES) AS b, json_query('{"a": "x"}', 'lax $.a' KEEP QUOTES) AS c

-- case: query_empty_and_error
SELECT json_query('{}', 'lax $.a') AS a, json_query('{}', 'lax $.a' EMPTY ARRAY ON EMPTY) AS b, json_query('bad', 'lax $.a' EMPTY OBJECT ON ERROR) AS c

-- case: exists_modes
SELECT json_exists('{"a": null}', 'lax $.a') AS a, json_exists('{"a": {"b": 1}}', 'strict $.a.b') AS b, json_exists('{}', 'strict $.a') AS c, json_exists('bad', 'lax $.a') AS d, json_exists('{}', 'strict $.a' UNKNOWN ON ERROR) AS e

-- case: exists_with_filter
SELECT id FROM (VALUES (1, '[{"n": 1}]'), (2, '[{"n": 9}]')) t(id, j) WHERE json_exists(j, 'lax $[*]?(@.n > 5)') ORDER BY id

-- case: object_construction
-- note: the order of the members is not defined, json_parse sorts them
SELECT json_parse(json_object('id': 1, 'name': 'x', 'ok': true, 'none': NULL)) AS a, json_object(KEY 'k' VALUE 2.5) AS b, json_object() AS c

-- case: object_null_handling
SELECT json_object('a': NULL NULL ON NULL) AS a, json_object('a': NULL, 'b': 1 ABSENT ON NULL) AS b

-- case: object_nested
SELECT json_parse(json_object('inner': json_object('x': 1), 'list': json_array(1, 2))) AS a, json_object('j': '{"x": 1}' FORMAT JSON) AS b

-- case: object_duplicate_keys
-- fails: as asked
SELECT json_object('a': 1, 'a': 2 WITH UNIQUE KEYS)

-- case: array_construction
SELECT json_array(1, 'x', NULL, true) AS a, json_array(1, NULL NULL ON NULL) AS b, json_array() AS c, json_array(json_array(1), json_object('k': 'v')) AS d

-- case: path_without_mode
-- fails: a path says lax or strict
SELECT json_value('{"a": 1}', '$.a') AS a

-- case: bad_path
-- fails: no path
SELECT json_value('{"a": 1}', 'lax a.b')

-- case: path_of_column
-- fails: the path is a literal
SELECT json_value('{"a": 1}', p) FROM (VALUES 'lax $.a') t(p)

-- case: input_of_json_type
-- fails: the input is text
SELECT json_value(JSON '{"a": 1}', 'lax $.a')
