//! Headings as yet other people write them: in questions, in machine words, in brackets, in two languages.
#![allow(clippy::unwrap_used)]

use hromada::{
    import::reading::{Heading, Vocabulary, find_heading},
    sheet::{Cell, Row},
};

fn read(line: &str) -> Heading {
    read_as("trainings", line)
}

fn read_as(noun: &str, line: &str) -> Heading {
    let mut row = Row::default();
    row.clear(1);
    line.split('|').enumerate().for_each(|(column, text)| row.put(column, Cell::Text(text)));
    find_heading(&[row], &[], &Vocabulary::of(noun)).unwrap()
}

#[test]
fn the_words_of_yet_other_projects_are_known() {
    for (line, expected) in [
        (
            "No.|Name of the event|Date (dd/mm/yyyy)|Hromada name|Oblast|# of participants|# of women|# of men|Type of event",
            "num title date community oblast participants women men kind",
        ),
        (
            "№|Тема заходу|Дата та час проведення|Форма проведення (онлайн/офлайн)|Громади, які взяли участь|К-ть громад|Кількість залучених осіб|у т.ч. жінки|Партнер|Цільова група",
            "num title date format community - participants women - audience",
        ),
        (
            "1. Назва заходу|2. Дата|3. Область|4. Громада|5. Кількість учасників",
            "title date oblast community participants",
        ),
        (
            "Захід|Дата (від)|Дата (до)|Громада, область|К-сть уч.|К-сть уч. (Ж)|К-сть уч. (Ч)",
            "title start end community participants women men",
        ),
        (
            "Назва події|Дата проведення|Регіон|Назва ТГ|Заплановано учасників|Фактична кількість учасників|Молодь 18-35|Бюджет, грн",
            "title date oblast community - participants - -",
        ),
        ("Тренінг / вебінар|Коли відбувся|Хто (громади)|Скільки людей", "title date community participants"),
        (
            "event_title|event_date|adm1_name|adm3_name|adm3_pcode|total_participants|female|male|modality",
            "title date oblast community code participants women men format",
        ),
        (
            "Назва навчальної програми|Термін навчання|Територіальна громада|Кількість слухачів, які завершили навчання|Кількість годин|Форма навчання",
            "title date community participants hours format",
        ),
        (
            "Назва проєкту МТД|Назва заходу|Дата заходу|Тематика заходу|Громада|Кількість учасників, осіб|з них жінок, осіб|Контактна особа",
            "project title date topic community participants women -",
        ),
        (
            "Course title|Start|Finish|Community (hromada)|Learners|Hours of training",
            "title start end community participants hours",
        ),
        ("Що зроблено|Дата|Для кого (громада)|К-сть", "title date community participants"),
        (
            "Ідентифікатор (не змінювати)\nID (do not change)|Назва заходу (повна)\nTitle (full)|Дата\nDate|Громада\nCommunity|Уперше\nFirst time",
            "id title date community new",
        ),
    ] {
        let heading = read(line);
        let fields: Vec<&str> = heading.columns.iter().map(|column| column.field.unwrap_or("-")).collect();
        assert_eq!(fields.join(" "), expected, "{line}");
        assert!(heading.doubts.is_empty(), "{line}: {:?}", heading.doubts);
    }
}

#[test]
fn amounts_units_and_days_of_aid_are_known_by_their_headings() {
    for (line, expected) in [
        ("Громада|Найменування|Кількість|Од.|Вартість у гривнях|Дата", "community item quantity unit value date"),
        ("Громада|Товар|К-сть|Сума гранту, євро|Дата отримання|Дата", "community item quantity value received date"),
        ("Громада|Товар|Очікувана вартість, тис. грн|Ціна за од., грн", "community item value price"),
        ("Hromada|Item|Qty|Unit|Value, kUSD|Date sent|Date", "community item quantity unit value sent date"),
    ] {
        let heading = read_as("deliveries", line);
        let fields: Vec<&str> = heading.columns.iter().map(|column| column.field.unwrap_or("-")).collect();
        assert_eq!(fields.join(" "), expected, "{line}");
    }
}

#[test]
fn a_person_may_pass_a_column_over() {
    let vocabulary = Vocabulary::of("trainings");
    let mut heading = read("Назва заходу|Дата|Громада|Кількість учасників|К-сть учасників");
    assert_eq!(heading.doubts.len(), 1);
    heading.assign(3, vocabulary.field("none").unwrap());
    assert_eq!((heading.column("participants"), heading.doubts.len()), (Some(4), 0));
    assert_eq!(vocabulary.field("Total"), Some("participants"));
    assert_eq!(vocabulary.field("nonsense"), None);
}
