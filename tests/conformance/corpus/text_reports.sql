-- Text in and out: reports by format, listagg and array_join, parsing of messy fields by regular expressions, split and url functions.

-- case: invoice_lines_as_text
-- note: fixed-width lines with format, footer by UNION ALL, order by a hidden position
WITH l(n, item, qty, price) AS (VALUES (1, 'Espresso', 2, 2.80), (2, 'Croissant au beurre', 1, 3.10), (3, NULL, 10, 0.05)),
body AS (
  SELECT n, format('%-12.12s|%3d x %6.2f = %8.2f', coalesce(item, '?'), qty, price, qty * price) AS line FROM l
),
foot AS (
  SELECT 99 AS n, format('%-12s|%21.2f', 'TOTAL', sum(qty * price)) AS line FROM l
)
SELECT line FROM (SELECT * FROM body UNION ALL SELECT * FROM foot) ORDER BY n

-- case: release_notes_by_listagg
-- note: listagg per version, distinct authors by array functions, version ordered by its numbers
WITH c(ver, kind, msg, author) AS (
  VALUES ('1.10.0', 'fix', 'crash on start', 'ann'), ('1.9.2', 'feat', 'dark mode', 'bob'), ('1.10.0', 'feat', 'export', 'bob'), ('1.10.0', 'fix', 'typo', 'ann'), ('1.9.2', 'chore', 'deps', NULL)
)
SELECT ver,
       listagg(kind || ': ' || msg, ' / ') WITHIN GROUP (ORDER BY kind, msg) AS notes,
       array_join(array_sort(array_agg(DISTINCT coalesce(author, 'bot'))), ' & ') AS authors
FROM c
GROUP BY ver
ORDER BY transform(split(ver, '.'), x -> CAST(x AS integer)) DESC

-- case: utm_report_from_urls
-- note: host without www, path depth, campaign parameters decoded, grouped with a total
WITH u(url) AS (
  VALUES 'https://www.example.com/shop/shoes?utm_source=news&utm_campaign=Spring%20Sale', 'https://example.com/shop?utm_source=ads&utm_campaign=Spring%20Sale',
         'http://m.example.com/', 'https://www.example.com/shop/shoes/red?utm_source=news', 'not a url', NULL
),
p AS (
  SELECT regexp_replace(url_extract_host(url), '^www\.', '') AS host,
         url_decode(url_extract_parameter(url, 'utm_campaign')) AS campaign,
         cardinality(filter(split(url_extract_path(url), '/'), s -> s <> '')) AS depth
  FROM u
)
SELECT host, campaign, count(*) AS hits, max(depth) AS deepest
FROM p
GROUP BY host, campaign
ORDER BY host NULLS LAST, campaign NULLS FIRST

-- case: hashtags_and_mentions
-- note: regexp_extract_all unnested, case folded, counted by kind
SELECT substr(tok, 1, 1) AS kind, lower(substr(tok, 2)) AS word, count(*) AS n, count(DISTINCT id) AS posts
FROM (VALUES (1, 'Hello #World and #world, cc @Ann'), (2, '#fun2go @ann @bob #'), (3, 'nothing here'), (4, NULL)) AS t(id, txt)
CROSS JOIN UNNEST(regexp_extract_all(txt, '[#@]\w+')) AS u(tok)
GROUP BY 1, 2
ORDER BY n DESC, kind, word

-- case: nightly_job_mail_body
-- note: job runs to a text message: header, one line per job with counts and durations, failures listed, all in one value
WITH run(job, started, ended, status, rows_out, err) AS (
  VALUES ('load_orders', TIMESTAMP '2026-01-10 01:00:00', TIMESTAMP '2026-01-10 01:04:30', 'ok', 120034, NULL),
         ('load_users', TIMESTAMP '2026-01-10 01:00:00', TIMESTAMP '2026-01-10 01:00:05', 'failed', 0, 'Key (id)=(7) already exists'),
         ('load_users', TIMESTAMP '2026-01-10 01:10:00', TIMESTAMP '2026-01-10 01:10:40', 'ok', 981, NULL),
         ('export', TIMESTAMP '2026-01-10 02:00:00', NULL, 'running', NULL, NULL)
),
job AS (
  SELECT job, count(*) AS runs, max_by(status, started) AS last_status,
         sum(date_diff('second', started, ended)) AS secs, sum(rows_out) AS rows_out
  FROM run
  GROUP BY job
),
lines AS (
  SELECT job, format('%-12s %-8s %3s runs %8s %10s', job, last_status, runs,
           coalesce(format('%d:%02d', secs / 60, secs % 60), '--'), coalesce(format('%,d', rows_out), 'n/a')) AS line
  FROM job
),
fails AS (
  SELECT coalesce(listagg(job || ': ' || substr(err, 1, 12) || '...', ' | ') WITHIN GROUP (ORDER BY started), 'none') AS txt
  FROM run WHERE err IS NOT NULL
)
SELECT concat('Jobs ', (SELECT date_format(min(started), '%d %b %Y') FROM run), chr(10),
              (SELECT array_join(array_agg(line ORDER BY job), chr(10)) FROM lines), chr(10),
              'Failures: ', (SELECT txt FROM fails)) AS body

-- case: key_value_settings_string
-- note: split_to_map, defaults with element_at, bad pairs handled with a filter first
SELECT id, kv['env'] AS env, CAST(coalesce(element_at(kv, 'retries'), '3') AS integer) AS retries, cardinality(kv) AS n, map_filter(kv, (k, v) -> k LIKE 'x-%') AS extra
FROM (
  SELECT id, split_to_map(s, ';', '=') AS kv
  FROM (VALUES (1, 'env=prod;retries=5;x-team=blue'), (2, 'env=dev'), (3, 'env=;retries=0')) AS t(id, s)
)
ORDER BY id

-- case: file_names_to_partitions
-- note: object keys taken apart: hive style year/month, extension, base name, size by suffix
WITH k(key, size) AS (
  VALUES ('logs/year=2026/month=01/app-0001.json.gz', 1048576), ('logs/year=2026/month=01/app-0002.json.gz', 524288), ('logs/year=2026/month=02/app-0001.parquet', 10), ('logs/_SUCCESS', 0)
),
p AS (
  SELECT regexp_extract(key, 'year=(\d+)', 1) AS y, regexp_extract(key, 'month=(\d+)', 1) AS m,
         element_at(split(key, '/'), -1) AS file, size
  FROM k
)
SELECT y || '-' || m AS part, count(*) AS files, sum(size) AS bytes, format('%.2f MiB', sum(size) / 1048576e0) AS human,
       array_agg(DISTINCT regexp_extract(file, '\.([a-z]+)$', 1)) AS ext
FROM p
GROUP BY y, m
ORDER BY part NULLS LAST

-- case: name_initials_and_sort_key
SELECT full_name, array_join(transform(split(trim(full_name), ' '), w -> upper(substr(w, 1, 1))), '') AS initials,
  element_at(split(trim(full_name), ' '), -1) || ', ' || element_at(split(trim(full_name), ' '), 1) AS sort_key
FROM (VALUES 'Ada Lovelace', 'jean-luc  picard', ' Plato ', 'Ludwig van Beethoven') AS t(full_name)
ORDER BY lower(element_at(split(trim(full_name), ' '), -1)), full_name

-- case: error_templates
-- note: numbers, quoted words and hex ids replaced so that messages fall together
WITH m(ts, msg) AS (
  VALUES (1, 'user 15 not found in "eu-1"'), (2, 'user 99 not found in "us-2"'), (3, 'timeout after 3000ms at 0xDEADbeef'), (4, 'timeout after 12ms at 0x1'), (5, 'disk full')
)
SELECT regexp_replace(regexp_replace(regexp_replace(msg, '0x[0-9A-Fa-f]+', '<hex>'), '"[^"]*"', '<str>'), '\d+', '<n>') AS template,
       count(*) AS n, min_by(msg, ts) AS first_example
FROM m
GROUP BY 1
ORDER BY n DESC, 1

-- case: csv_with_header_in_one_field
-- note: first line is the header, others zipped into maps by position
WITH f(body) AS (VALUES 'id,city,pop
1,Rome,2800000
2,Oslo,
3,"Bonn",330000'),
lines AS (SELECT n, split(line, ',') AS cells FROM f CROSS JOIN UNNEST(split(body, chr(10))) WITH ORDINALITY AS u(line, n)),
h AS (SELECT cells AS names FROM lines WHERE n = 1)
SELECT l.n - 1 AS row_no, map(h.names, l.cells)['id'] AS id, trim(BOTH '"' FROM map(h.names, l.cells)['city']) AS city, TRY_CAST(l.cells[3] AS bigint) AS pop
FROM lines l CROSS JOIN h
WHERE l.n > 1
ORDER BY row_no

-- case: similar_names_by_edit_distance
-- note: candidate pairs by levenshtein and soundex, best partner per name
WITH c(id, name) AS (VALUES (1, 'Jonson'), (2, 'Johnson'), (3, 'Jansen'), (4, 'Smith'), (5, 'Smyth'), (6, 'Lee'))
SELECT a.name, min_by(b.name, ROW(levenshtein_distance(a.name, b.name), b.id)) AS closest, min(levenshtein_distance(a.name, b.name)) AS dist,
       array_agg(b.name ORDER BY b.id) FILTER (WHERE soundex(a.name) = soundex(b.name)) AS sounds_like
FROM c a JOIN c b ON a.id <> b.id
GROUP BY a.id, a.name
ORDER BY a.id

-- case: ilike_search
-- fails: ILIKE doesn't exist here
SELECT name FROM (VALUES 'Lamp', 'lampshade', 'desk') AS t(name)
WHERE name ILIKE 'lamp%'
ORDER BY name

-- case: wildcards_and_escape
SELECT code, code LIKE 'A\_%' ESCAPE '\' AS literal_underscore, code LIKE 'A_%' AS any_char, code LIKE '%10!%%' ESCAPE '!' AS ten_percent
FROM (VALUES 'A_1', 'AB1', 'A', 'off 10% now', '10') AS t(code)
ORDER BY code

-- case: status_line_with_counts
-- note: one row report text with plural forms, conditionals and padded numbers
SELECT concat('Checked ', CAST(count(*) AS varchar), IF(count(*) = 1, ' host', ' hosts'), ': ',
              array_join(ARRAY[IF(count_if(s = 'down') > 0, format('%d down (%s)', count_if(s = 'down'), listagg(h, ', ') WITHIN GROUP (ORDER BY h) FILTER (WHERE s = 'down'))),
                               IF(count_if(s = 'slow') > 0, format('%02d slow', count_if(s = 'slow')))], '; ', 'none')) AS summary
FROM (VALUES ('web2', 'down'), ('web1', 'down'), ('db', 'ok'), ('mq', NULL)) AS t(h, s)

-- case: log_line_to_columns
-- note: one regular expression with several groups, numbers cast, slow requests ranked
WITH raw(line) AS (
  VALUES '10.0.0.1 - [01/Feb/2026:10:00:01 +0000] "GET /api/v1/users?id=7 HTTP/1.1" 200 512 0.120',
         '10.0.0.2 - [01/Feb/2026:10:00:02 +0000] "POST /api/v1/login HTTP/1.1" 503 - 2.500',
         'garbage',
         '10.0.0.1 - [01/Feb/2026:23:59:59 +0000] "GET / HTTP/2" 304 0 0.004'
),
p AS (
  SELECT regexp_extract(line, '"(\w+) ([^ ?]+)', 1) AS method,
         regexp_extract(line, '"(\w+) ([^ ?]+)', 2) AS path,
         CAST(regexp_extract(line, '" (\d{3}) ', 1) AS integer) AS status,
         TRY_CAST(regexp_extract(line, '" \d{3} (\S+)', 1) AS bigint) AS bytes,
         CAST(regexp_extract(line, '([\d.]+)$', 1) AS double) AS secs,
         date_parse(regexp_extract(line, '\[([^ ]+)', 1), '%d/%b/%Y:%H:%i:%s') AS ts
  FROM raw
)
SELECT ts, method, path, status / 100 AS class, bytes, secs, rank() OVER (ORDER BY secs DESC NULLS LAST) AS slow_rank
FROM p
ORDER BY slow_rank
