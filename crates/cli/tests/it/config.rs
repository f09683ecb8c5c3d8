use super::shop::{Shop, lines};

#[test]
fn settings_say_where_they_come_from() {
    let shop = Shop::new();
    shop.write(
        "lakebed.toml",
        "lake = \"from-file\"\ndatabase = \"from_file\"\n",
    );
    let ran = shop.run_with(
        &["config", "show", "--format", "csv", "--queries", "q"],
        &[("LAKEBED_DATABASE", "from_env")],
        b"",
    );
    assert_eq!(ran.code, 0);
    assert_eq!(
        lines(&ran.out),
        [
            "setting,value,source,variable",
            "target,local,default,LAKEBED_TARGET",
            "lake,from-file,lakebed.toml,LAKEBED_LAKE",
            "database,from_env,LAKEBED_DATABASE,LAKEBED_DATABASE",
            "tables,infra/tables,default,LAKEBED_TABLES",
            "queries,q,flag,LAKEBED_QUERIES",
            "format,csv,flag,LAKEBED_FORMAT",
        ]
    );
}

#[test]
fn an_unknown_setting_is_an_error_with_its_line() {
    let shop = Shop::new();
    shop.write("lakebed.toml", "# mine\nlaek = \"x\"\n");
    let ran = shop.run(&["table", "list"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        lines(&ran.err),
        [
            "error: lakebed.toml:2: unknown setting `laek`",
            "hint: write one of target, lake, database, tables, queries, format"
        ]
    );
}
