-- DynamoDB streams and other change data, slowly changing dimensions, masking and pseudonyms of personal data, emails and addresses.

-- case: dynamodb_latest_state
-- note: Kinesis records of a DynamoDB stream: newest image per key, deletes dropped, typed attributes by path
WITH stream(line) AS (VALUES
  '{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1767225600000,"SequenceNumber":"100","Keys":{"pk":{"S":"u#1"}},"NewImage":{"pk":{"S":"u#1"},"age":{"N":"31"},"tags":{"SS":["a","b"]}}}}',
  '{"eventName":"MODIFY","dynamodb":{"ApproximateCreationDateTime":1767225601500,"SequenceNumber":"101","Keys":{"pk":{"S":"u#1"}},"OldImage":{"age":{"N":"31"}},"NewImage":{"pk":{"S":"u#1"},"age":{"N":"32.5"},"vip":{"BOOL":true},"tags":{"SS":["b"]}}}}',
  '{"eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1767225600000,"SequenceNumber":"99","Keys":{"pk":{"S":"u#2"}},"NewImage":{"pk":{"S":"u#2"},"age":{"NULL":true}}}}',
  '{"eventName":"REMOVE","dynamodb":{"ApproximateCreationDateTime":1767225700000,"SequenceNumber":"103","Keys":{"pk":{"S":"u#3"}},"OldImage":{"pk":{"S":"u#3"}}}}'
), parsed AS (
  SELECT json_extract_scalar(line, '$.dynamodb.Keys.pk.S') AS pk,
    json_extract_scalar(line, '$.eventName') AS op,
    from_unixtime(CAST(json_extract_scalar(line, '$.dynamodb.ApproximateCreationDateTime') AS bigint) / 1000.0) AS changed_at,
    CAST(json_extract_scalar(line, '$.dynamodb.SequenceNumber') AS decimal(38,0)) AS seq,
    json_extract(line, '$.dynamodb.NewImage') AS img
  FROM stream
), latest AS (
  SELECT *, row_number() OVER (PARTITION BY pk ORDER BY changed_at DESC, seq DESC) AS rn FROM parsed
)
SELECT pk, changed_at, CAST(json_extract_scalar(img, '$.age.N') AS decimal(5,1)) AS age, CAST(json_extract(img, '$.vip.BOOL') AS boolean) AS vip, CAST(json_extract(img, '$.tags.SS') AS array(varchar)) AS tags
FROM latest WHERE rn = 1 AND op <> 'REMOVE'
ORDER BY pk

-- case: dynamodb_struct_images
-- note: the same as nested rows, as Glue crawlers type them: dynamodb.newimage.pk.s dereferences
WITH events AS (
  SELECT * FROM (VALUES
    ('INSERT', CAST(ROW(ROW(ROW('k1'), ROW('10')), NULL) AS row(newimage row(pk row(s varchar), qty row(n varchar)), oldimage row(pk row(s varchar), qty row(n varchar))))),
    ('MODIFY', CAST(ROW(ROW(ROW('k1'), ROW('12')), ROW(ROW('k1'), ROW('10'))) AS row(newimage row(pk row(s varchar), qty row(n varchar)), oldimage row(pk row(s varchar), qty row(n varchar))))),
    ('REMOVE', CAST(ROW(NULL, ROW(ROW('k2'), ROW('3'))) AS row(newimage row(pk row(s varchar), qty row(n varchar)), oldimage row(pk row(s varchar), qty row(n varchar)))))
  ) AS e(eventname, dynamodb)
)
SELECT coalesce(dynamodb.newimage.pk.s, dynamodb.oldimage.pk.s) AS pk, eventname,
  coalesce(CAST(dynamodb.newimage.qty.n AS integer), 0) - coalesce(CAST(dynamodb.oldimage.qty.n AS integer), 0) AS delta
FROM events
ORDER BY pk, eventname

-- case: scd2_from_change_stream
-- note: unchanged repeats dropped by IS DISTINCT FROM over lag, ranges by lead, current flag
WITH changes(id, ts, plan, city) AS (
  VALUES (1, TIMESTAMP '2026-01-01 00:00:00', 'free', 'Oslo'), (1, TIMESTAMP '2026-01-02 00:00:00', 'free', 'Oslo'), (1, TIMESTAMP '2026-01-03 00:00:00', 'pro', NULL), (1, TIMESTAMP '2026-01-04 00:00:00', 'pro', NULL), (1, TIMESTAMP '2026-01-05 00:00:00', 'free', 'Oslo'), (2, TIMESTAMP '2026-01-01 00:00:00', NULL, 'Rome')
), flagged AS (
  SELECT *, lag(ts) OVER w IS NULL OR lag(plan) OVER w IS DISTINCT FROM plan OR lag(city) OVER w IS DISTINCT FROM city AS is_new
  FROM changes WINDOW w AS (PARTITION BY id ORDER BY ts)
)
SELECT id, plan, city, ts AS valid_from, lead(ts) OVER (PARTITION BY id ORDER BY ts) AS valid_to, lead(ts) OVER (PARTITION BY id ORDER BY ts) IS NULL AS is_current,
  to_hex(md5(to_utf8(concat_ws('|', CAST(id AS varchar), coalesce(plan, ''), coalesce(city, ''))))) AS row_hash
FROM flagged WHERE is_new ORDER BY id, valid_from

-- case: changed_columns_list
-- note: difference of two versions as a map of column to 'old -> new' built with map_filter
WITH v(id, before, after) AS (
  SELECT 1, MAP(ARRAY['name', 'phone', 'zip'], ARRAY['Ann', '1', NULL]), MAP(ARRAY['name', 'phone', 'zip'], ARRAY['Ann', '2', '0150'])
  UNION ALL SELECT 2, MAP(ARRAY['name'], ARRAY['Bob']), MAP(ARRAY['name', 'mail'], ARRAY['Bob', 'b@x'])
)
SELECT id, map_keys(diff) AS changed, array_join(map_values(diff), '; ') AS txt
FROM (SELECT id, map_filter(map_zip_with(before, after, (k, a, b) -> IF(a IS DISTINCT FROM b, concat(coalesce(a, '<null>'), ' -> ', coalesce(b, '<null>')))), (k, x) -> x IS NOT NULL) AS diff FROM v)
ORDER BY id

-- case: op_code_compaction
-- note: I U D rows of DMS files folded per key into one net operation by arrays of ops
SELECT id, CASE WHEN ops[1] = 'I' AND ops[cardinality(ops)] = 'D' THEN 'none' WHEN ops[1] = 'I' THEN 'insert' WHEN element_at(ops, -1) = 'D' THEN 'delete' ELSE 'update' END AS net, ops, last_val
FROM (SELECT id, array_agg(op ORDER BY lsn) AS ops, max_by(val, lsn) FILTER (WHERE op <> 'D') AS last_val
      FROM (VALUES (1, 'I', 1, 'a'), (1, 'U', 4, 'b'), (2, 'I', 2, 'x'), (2, 'D', 3, NULL), (3, 'U', 5, 'q'), (3, 'D', 6, NULL), (4, 'U', 7, 'z')) AS c(id, op, lsn, val) GROUP BY id)
ORDER BY id

-- case: point_in_time_table
-- note: state at a given moment from inserts and tombstones, moments as a table
WITH log(k, v, ts, del) AS (VALUES ('a', 1, 10, false), ('a', 2, 20, false), ('a', NULL, 30, true), ('b', 5, 15, false))
SELECT m.at_, count(*) AS live, sum(v) AS total, map_agg(k, v) AS state
FROM (VALUES 12, 22, 32) AS m(at_)
CROSS JOIN LATERAL (SELECT k, max_by(v, ts) AS v, max_by(del, ts) AS del FROM log WHERE ts <= m.at_ GROUP BY k) AS s
WHERE NOT s.del
GROUP BY m.at_ ORDER BY m.at_

-- case: email_masking_variants
-- note: masks that keep first letters and domain, lengths kept with rpad and repeat
SELECT email,
  regexp_replace(email, '^(.)[^@]*(@.*)$', '$1***$2') AS m1,
  concat(substr(email, 1, 2), rpad('', GREATEST(strpos(email, '@') - 3, 0), '*'), substr(email, strpos(email, '@'))) AS m2,
  regexp_replace(email, '(?<=.)[^@](?=[^@]*?@)', '*') AS m3,
  lower(to_hex(sha256(to_utf8(lower(trim(email)))))) = lower(to_hex(sha256(to_utf8('ann.lee@example.com')))) AS is_ann
FROM (VALUES 'ann.lee@example.com', 'b@x.io', ' Ann.Lee@Example.com ', 'no-at-sign') AS t(email)
ORDER BY email

-- case: pan_and_iban_checks
-- note: luhn_check on digits only, last four shown, IBAN mod 97 digit by digit with reduce
SELECT raw, luhn_check(regexp_replace(raw, '\D')) AS luhn, '**** ' || substr(raw, -4) AS last4
FROM (VALUES '4111 1111 1111 1111', '4111-1111-1111-1112', '79927398713') AS t(raw) ORDER BY raw

-- case: iban_mod97
-- note: letters to numbers by codepoint, moved prefix, remainder by reduce over characters
SELECT iban, reduce(regexp_extract_all(substr(iban, 5) || substr(iban, 1, 4), '.'), 0,
   (s, c) -> IF(regexp_like(c, '\d'), s * 10 + CAST(c AS integer), s * 100 + codepoint(CAST(c AS varchar(1))) - 55) % 97, s -> s) = 1 AS valid
FROM (VALUES 'DE89370400440532013000', 'GB82WEST12345698765432', 'GB82WEST12345698765431') AS t(iban) ORDER BY 1

-- case: k_anonymity_groups
-- note: generalised quasi identifiers and groups below k, share of rows at risk
WITH p(zip, born, sex) AS (VALUES ('10115', DATE '1980-05-01', 'f'), ('10117', DATE '1984-01-09', 'f'), ('10119', DATE '1983-12-31', 'f'), ('80331', DATE '1991-07-07', 'm'), ('80333', NULL, 'm'), (NULL, DATE '1991-01-01', 'x'))
SELECT coalesce(substr(zip, 1, 3) || '**', '*****') AS zip3, concat(CAST(year(born) / 10 * 10 AS varchar), 's') AS decade, sex, count(*) AS k, count(*) < 2 AS at_risk, round(sum(IF(count(*) < 2, count(*), 0)) OVER () * 100.0 / sum(count(*)) OVER (), 1) AS risk_pct
FROM p GROUP BY 1, 2, 3
ORDER BY k DESC, zip3, decade

-- case: pseudonyms_by_hmac
-- note: hmac_sha256 with a key, shortened base32 and base64url pseudonyms, joins preserved
SELECT substr(to_base32(hmac_sha256(to_utf8(uid), to_utf8('k3y'))), 1, 10) AS p32, to_base64url(substr(hmac_sha1(to_utf8(uid), X'00FF'), 1, 6)) AS p64, crc32(to_utf8(uid)) % 100 AS bucket, count(*) AS n
FROM (VALUES 'u1', 'u1', 'u2', '') AS t(uid)
GROUP BY uid ORDER BY bucket, p32

-- case: erasure_request_scan
-- note: which tables hold a subject, UNION ALL of counts with the table name, zero rows shown
WITH subject(email) AS (VALUES 'a@x.io'), orders(id, email) AS (VALUES (1, 'A@X.IO'), (2, 'b@x.io'), (3, NULL)), tickets(id, body) AS (VALUES (9, 'mail me at a@x.io, thanks'), (10, 'a@x.iot')), clicks(id, ip) AS (SELECT 1, '::1' WHERE false)
SELECT 'orders' AS tbl, count(*) AS hits FROM orders WHERE lower(email) IN (SELECT email FROM subject)
UNION ALL
SELECT 'tickets', count(*) FROM tickets t WHERE EXISTS (SELECT 1 FROM subject s WHERE regexp_like(t.body, '\b' || regexp_replace(s.email, '([.@])', '\\$1') || '\b'))
UNION ALL
SELECT 'clicks', count(*) FROM clicks
ORDER BY hits DESC, tbl

-- case: consent_latest_per_purpose
-- note: consent rows as map of purpose to last choice with multimap_agg and transform_values
SELECT subject, transform_values(m, (k, v) -> element_at(v, -1)) AS state, cardinality(map_filter(m, (k, v) -> contains(v, false) AND element_at(v, -1))) AS regained
FROM (SELECT subject, multimap_agg(purpose, choice ORDER BY ts) AS m FROM (VALUES (1, 'ads', true, 3), (1, 'ads', false, 2), (1, 'mail', false, 1), (2, 'ads', true, 1)) AS c(subject, purpose, choice, ts) GROUP BY subject)
ORDER BY subject

-- case: address_line_parsing
-- note: house number and street by regular expressions with optional groups, case normalised
SELECT raw, regexp_extract(raw, '^(\d+[a-zA-Z]?)\s+(.+)$', 1) AS no_front, regexp_extract(raw, '^(.+?)\s+(\d+\s?[a-z]?)$', 2) AS no_back,
  regexp_replace(lower(raw), '\b(str\.|straße|strasse)(?=\s|$)', 'str') AS norm, normalize(raw, NFD) = raw AS plain
FROM (VALUES '12b Baker Street', 'Hauptstraße 7', 'Haupt strasse 7 a', 'Rue de l''Été') AS t(raw) ORDER BY raw

-- case: domain_of_email_or_url
-- note: registered domain out of urls and addresses by split from the end
SELECT s, host, array_join(slice(split(host, '.'), -2, 2), '.') AS domain, cardinality(split(host, '.')) - 1 AS dots
FROM (SELECT s, coalesce(url_extract_host(IF(strpos(s, '@') > 0 AND NOT s LIKE '%://%', 'smtp://' || split_part(s, '@', 2), s)), split(s, '/')[1]) AS host
      FROM (VALUES 'https://user@mail.example.co.uk/x', 'joe@dept.corp.example.org', 'example.com/path', 'ftp://localhost') AS t(s))
ORDER BY s

-- case: cdc_nulls_in_map
-- fails: duplicate keys when attributes are zipped to a map
SELECT map(array_agg(k ORDER BY ts), array_agg(v ORDER BY ts)) AS attrs FROM (VALUES ('name', 'a', 1), ('name', 'b', 2), ('city', 'c', 3)) AS t(k, v, ts)

-- case: sha_of_text_without_bytes
-- fails: sha256 takes varbinary
SELECT lower(to_hex(sha256(email))) AS h FROM (VALUES 'a@x.io') AS t(email)

-- case: merge_preview
-- note: MERGE rehearsed as a SELECT: action per row from a FULL JOIN with a delete flag
SELECT coalesce(t.id, s.id) AS id, CASE WHEN t.id IS NULL AND NOT s.deleted THEN 'INSERT' WHEN s.deleted AND t.id IS NOT NULL THEN 'DELETE' WHEN s.id IS NULL THEN 'KEEP' WHEN (t.v, t.w) IS DISTINCT FROM (s.v, s.w) THEN 'UPDATE' ELSE 'SAME' END AS action
FROM (VALUES (1, 'a', 1.0), (2, 'b', NULL), (3, 'c', 3.0), (4, 'd', 4.0)) AS t(id, v, w)
FULL OUTER JOIN (VALUES (1, 'a', 1.00, false), (2, 'b', NULL, false), (3, 'c', NULL, false), (4, NULL, NULL, true), (5, 'e', 5, false), (6, 'f', 6, true)) AS s(id, v, w, deleted) ON t.id = s.id
ORDER BY id
