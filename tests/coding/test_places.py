"""Where an event happened: a table of sentences, each with the word of the event and the place."""

import pytest

from dragoman.coding.datelines import countries_of, dateline
from dragoman.coding.places import SentencePlaces, Where, event_place, sentence_places
from dragoman.knowledge.places import Gazetteer, load_places
from dragoman.pipeline import Coder
from dragoman.types import Block, Document


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_places()


def read(text: str, coder: Coder, gazetteer: Gazetteer) -> SentencePlaces:
    document = Document("t", None, None, None, None, "en", text, (Block("body", None, None, None, 0, len(text)),))
    parsed = next(iter(coder.parser.parse(text, coder.parser.spans(document))))
    return sentence_places(parsed, gazetteer)


# sentence; word of the event; words that name its actors, "|" between; place; ISO-3
TABLE = """
A car bomb killed 12 people in the northern Iraqi city of Mosul on Monday.; killed; ; Mosul; IRQ
Syrian troops shelled Aleppo's Salaheddin district, activists said in Beirut.; shelled; Syrian troops; Aleppo; SYR
Fighters captured Palmyra, Syria.; captured; ; Palmyra; SYR
Fighters captured Palmyra and Israeli jets struck targets near Homs.; struck; ; Homs; SYR
Police arrested protesters in Idlib province.; arrested; Police; Idlib; SYR
Moscow said it would send troops.; said; Moscow; ;
Baghdad rejected the proposal.; rejected; Baghdad; ;
Talks between Moscow and Kyiv collapsed.; Talks; Moscow|Kyiv; ;
Leaders of Iran and Iraq met in Geneva.; met; Iran|Iraq; Geneva; CHE
Russia shelled Donetsk on Friday.; shelled; Russia; Donetsk; UKR
The United States bombed targets in Syria.; bombed; United States; Syria; SYR
The army seized the town of Saraqib from rebels.; seized; ; Saraqib; SYR
Gunmen killed three soldiers outside Tripoli, Lebanon.; killed; ; Tripoli; LBN
A gunman shot two people in Paris, Texas.; shot; ; Paris; USA
A gunman shot two people in Paris.; shot; ; Paris; FRA
Rebels attacked the village of Chibok in northern Nigeria.; attacked; ; Chibok; NGA
Protesters marched through the streets of Cairo.; marched; ; Cairo; EGY
Demonstrators clashed with police in Reading.; clashed; police; Reading;
Reading the statement, the minister rejected the offer.; rejected; ; ;
Mr Jackson criticised the government.; criticised; ; ;
The ship was attacked in the Black Sea.; attacked; ; Black Sea;
Pirates seized a tanker off Somalia.; seized; ; Somalia; SOM
Iran seized a tanker in the Strait of Hormuz.; seized; Iran; Strait of Hormuz;
Rockets hit Ain al-Asad.; hit; ; Ain al-Asad; IRQ
Rockets hit the Ain al-Asad base in Iraq.; hit; ; Ain al-Asad; IRQ
Ukraine attacked Sevastopol with drones.; attacked; Ukraine; Sevastopol; UKR
The siege of Homs continued.; siege; ; Homs; SYR
The bombing of Belgrade angered Russia.; bombing; ; Belgrade; SRB
The Mosul offensive began on Monday.; offensive; ; Mosul; IRQ
Turkey opened fire across the border near Kobani.; opened; Turkey; Kobani; SYR
Soldiers detained ten men in Kashmir.; detained; ; Kashmir;
Indian troops fired at protesters in Srinagar.; fired; Indian troops; Srinagar; IND
India and Pakistan exchanged fire along the Line of Control.; exchanged; India|Pakistan; Line of Control;
Israel struck Gaza on Sunday.; struck; Israel; Gaza Strip; PSE
Israeli forces raided Jenin in the West Bank.; raided; Israeli forces; Jenin; PSE
Militants kidnapped teachers in Borno State.; kidnapped; ; Borno; NGA
The Taliban captured Kunduz.; captured; Taliban; Kunduz; AFG
A suicide bomber attacked a mosque in Kandahar, Afghanistan.; attacked; ; Kandahar; AFG
China held military drills in the South China Sea.; held; China; South China Sea;
Japan protested after ships entered waters near the Senkaku Islands.; entered; Japan; Senkaku Islands; JPN
The president met the king in Riyadh.; met; ; Riyadh; SAU
The foreign ministers signed the treaty in Helsinki, Finland.; signed; ; Helsinki; FIN
Workers went on strike in Buenos Aires.; strike; ; Buenos Aires; ARG
Troops opened fire on a crowd in Conakry.; opened; ; Conakry; GIN
Police arrested a man in Birmingham, Alabama.; arrested; Police; Birmingham; USA
Rebels shot down a jet near Hmeimim.; shot; ; Hmeimim Air Base; SYR
Fighting broke out in Nagorno-Karabakh.; broke; ; Nagorno-Karabakh; AZE
Clashes erupted in El Fasher, Sudan.; erupted; ; El Fasher; SDN
At least five people were killed when a bomb exploded in Quetta.; exploded; ; Quetta; PAK
At least five people were killed when a bomb exploded in Quetta.; killed; ; Quetta; PAK
Troops were deployed in Crimea.; deployed; ; Crimea; UKR
Russian forces occupied Bucha.; occupied; Russian forces; Bucha; UKR
Russia bombed the Ukrainian port of Odessa.; bombed; Russia; Odesa; UKR
Islamic State fighters stormed Ramadi.; stormed; Islamic State fighters; Ramadi; IRQ
The army recaptured Deir ez-Zor.; recaptured; army; Deir ez-Zor; SYR
Syrian forces retook Deir al-Zour in eastern Syria.; retook; Syrian forces; Deir ez-Zor; SYR
Coalition aircraft destroyed a tank near Raqqah.; destroyed; ; Raqqa; SYR
Two soldiers were wounded in Anbar province.; wounded; ; Anbar; IRQ
The minister resigned in Kuala Lumpur.; resigned; ; Kuala Lumpur; MYS
London accused Tehran of piracy.; accused; London|Tehran; ;
Washington and Beijing agreed to hold talks.; agreed; Washington|Beijing; ;
Officials said in Beirut that rebels attacked a convoy.; attacked; rebels; ;
The envoy arrived in Khartoum to meet rebels.; meet; ; Khartoum; SDN
Vladimir Putin met Xi Jinping in Moscow.; met; ; Moscow; RUS
The summit was held at Camp David.; held; ; Camp David; USA
The prisoners at Guantanamo Bay began a hunger strike.; strike; ; Guantanamo Bay; CUB
US jets took off from Incirlik to strike targets in Raqqa.; strike; US; Raqqa; SYR
Iraq's army shelled Fallujah.; shelled; Iraq's army; Fallujah; IRQ
Ethiopian troops entered Mekelle.; entered; Ethiopian troops; Mekelle; ETH
The police dispersed protesters in Hong Kong.; dispersed; police; Hong Kong; HKG
Boko Haram attacked Baga.; attacked; Boko Haram; Baga; NGA
Al-Shabaab attacked a hotel in Mogadishu.; attacked; Al-Shabaab; Mogadishu; SOM
Hezbollah fired rockets at Kiryat Shmona.; fired; Hezbollah; Kiryat Shmona; ISR
Houthi rebels seized Hodeidah in Yemen.; seized; Houthi rebels; Hodeidah; YEM
Students protested in Tiananmen Square.; protested; Students; Tiananmen Square; CHN
Michael Jordan praised the agreement.; praised; ; ;
The Aleppo Media Center condemned the attack.; condemned; Aleppo Media Center; ;
Iran has arrested two journalists in the city of Hamadan.; arrested; Iran; Hamadan; IRN
The bodies were found in Bucha, near Kyiv.; found; ; Bucha; UKR
Armed men abducted a priest in Jos, central Nigeria.; abducted; ; Jos; NGA
North Korea tested a missile at Punggye-ri.; tested; North Korea; Punggye-ri; PRK
Rebels ambushed a convoy in eastern Congo.; ambushed; Rebels; Democratic Republic of the Congo; COD
M23 rebels captured Goma.; captured; M23 rebels; Goma; COD
Germany criticised Hungary.; criticised; Germany|Hungary; ;
Thousands rallied in the Georgian capital Tbilisi.; rallied; ; Tbilisi; GEO
Thousands rallied in Tbilisi, Georgia.; rallied; ; Tbilisi; GEO
Two men were shot in Atlanta, Georgia.; shot; ; Atlanta; USA
The attack in Nice killed 86 people.; attack; ; Nice; FRA
A bomb went off at 33.3, 44.4 on Sunday.; went; ; 33.3, 44.4;
"""
ROWS = [[cell.strip() for cell in line.split(";")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:50])
def test_place_of_an_event(row: list[str], coder: Coder, gazetteer: Gazetteer) -> None:
    text, word, actors, name, country = row
    places = read(text, coder, gazetteer)
    if word not in places.sentence.words:
        pytest.skip("no such word")
    taken = [(text.find(actor), text.find(actor) + len(actor)) for actor in actors.split("|") if actor]
    head = places.sentence.words.index(word)
    found = event_place(places, head, Where(), taken, material=True)
    assert (found.name if found else "", found.country or "" if found else "") == (name, country)


DATELINES = """
BAGHDAD (Reuters) - A bomb killed ten.; Baghdad; IRQ
GAZA CITY, Gaza Strip, March 3 (AP) — Israel struck.; Gaza City; PSE
Kyiv, 3 May: The army said.; Kyiv; UKR
TRIPOLI, Lebanon (AFP) - Clashes.; Tripoli; LBN
NEW DELHI: The minister said.; New Delhi; IND
Ten killed in blast||BEIRUT (AP) — A bomb.; Beirut; LBN
The minister: we will see.; ;
EXCLUSIVE: the talks failed.; ;
Police said on Monday that a bomb killed ten.; ;
"""


@pytest.mark.parametrize("line", DATELINES.strip().splitlines())
def test_dateline(line: str, gazetteer: Gazetteer) -> None:
    text, name, country = (cell.strip() for cell in line.replace("|", "\n").split(";"))
    found = dateline(text, gazetteer)
    assert (found.name if found else "", found.country if found else "") == (name, country)
    if found:
        assert text[found.start : found.end].lower().startswith(name.lower()[:4])


def test_dateline_is_a_last_resort(coder: Coder, gazetteer: Gazetteer) -> None:
    where = Where(dateline=dateline("BAGHDAD (Reuters) - A bomb.", gazetteer))
    places = read("A bomb killed ten soldiers.", coder, gazetteer)
    found = event_place(places, 2, where, material=True)
    assert found is not None
    assert (found.name, found.reason) == ("Baghdad", "dateline")
    assert event_place(places, 2, where) is None


@pytest.mark.parametrize(
    ("where", "country", "reason"),
    [
        (Where(("LBN",)), "LBN", "country of the actors"),
        (Where(home="LBN"), "LBN", "country of the page"),
        (Where(), "LBY", "by far the most populous of that name"),
        (Where(("LBN", "LBY")), "LBY", "country of the actors"),
    ],
)
def test_one_name_two_places(where: Where, country: str, reason: str, coder: Coder, gazetteer: Gazetteer) -> None:
    found = event_place(read("A bomb killed ten soldiers in Tripoli.", coder, gazetteer), 2, where)
    assert found is not None
    assert (found.country, found.reason) == (country, reason)


def test_a_name_of_many_places_is_not_guessed(coder: Coder, gazetteer: Gazetteer) -> None:
    found = event_place(read("A bomb killed ten soldiers in San Jose.", coder, gazetteer), 2, Where())
    assert found is not None
    assert (found.country, found.latitude, found.longitude) == (None, None, None)
    assert found.reason.startswith("a name of ")


def test_impossible_coordinates_are_kept_as_written(coder: Coder, gazetteer: Gazetteer) -> None:
    found = event_place(read("A bomb killed ten soldiers at 133.3N 44.4E.", coder, gazetteer), 2, Where())
    assert found is not None
    assert (found.latitude, found.reason) == (None, "no position on earth")


def test_countries_of_towns(gazetteer: Gazetteer) -> None:
    words = "Police in Ahmedabad and Surat said on Monday that Rajkot was calm".split()
    assert countries_of(words, gazetteer).most_common(1) == [("IND", 3)]
