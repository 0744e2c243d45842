"""Further sentence pairs like those of `name_pairs`, written once the rules stood.

Two-syllable family names, adjectives of countries, rivers and peaks, names joined to nouns, sentences without names.
The first 45 showed where rules were missing; the other 40 were written afterwards.
"""

from __future__ import annotations

from tests.unit.name_pairs import Marked

FURTHER: tuple[Marked, ...] = (
    (
        "조용원비서가 준공식에서 연설하였다.",
        "Secretary Jo Yong Won made a speech at the inaugural ceremony.",
        (("조용원", "Jo Yong Won"),),
    ),
    (
        "강순남국방상이 담화를 발표하였다.",
        "Kang Sun Nam, minister of National Defence, released a statement.",
        (("강순남", "Kang Sun Nam"),),
    ),
    (
        "평안북도 룡천군의 농업근로자들이 가을걷이에 나섰다.",
        "Agricultural workers in Ryongchon County of North Phyongan Province turned out in the harvest.",
        (("평안북도", "North Phyongan Province"), ("룡천군", "Ryongchon County")),
    ),
    ("황보석동무는 기계수리공이다.", "Hwangbo Sok is a machine repairer.", (("황보석", "Hwangbo Sok"),)),
    (
        "제갈철진은 함흥에서 살고있다.",
        "Jegal Chol Jin lives in Hamhung.",
        (("제갈철진", "Jegal Chol Jin"), ("함흥", "Hamhung")),
    ),
    ("남궁옥선생이 학생들을 가르치고있다.", "Teacher Namgung Ok is teaching the pupils.", (("남궁옥", "Namgung Ok"),)),
    (
        "중국외교부 대변인 마오닝이 기자회견에서 말하였다.",
        "Mao Ning, spokesperson for the Chinese Foreign Ministry, told a news conference.",
        (("중국", "Chinese"), ("마오닝", "Mao Ning")),
    ),
    (
        "로씨야대통령 울라지미르 뿌찐이 모스크바에서 연설하였다.",
        "Russian President Vladimir Putin made a speech in Moscow.",
        (("로씨야", "Russian"), ("뿌찐", "Putin"), ("모스크바", "Moscow")),
    ),
    (
        "꾸바와 베네수엘라사이의 협력이 강화되고있다.",
        "The cooperation between Cuba and Venezuela is being strengthened.",
        (("꾸바", "Cuba"), ("베네수엘라", "Venezuela")),
    ),
    (
        "이란외무상이 테헤란에서 기자들을 만났다.",
        "The Iranian foreign minister met reporters in Tehran.",
        (("이란", "Iranian"), ("테헤란", "Tehran")),
    ),
    (
        "금강산으로 가는 길에 원산에 들렸다.",
        "They called at Wonsan on their way to Mt. Kumgang.",
        (("금강산", "Mt. Kumgang"), ("원산", "Wonsan")),
    ),
    (
        "대동강과 보통강이 합쳐지는 곳",
        "the place where the Taedong River and the Pothong River meet",
        (("대동강", "Taedong River"), ("보통강", "Pothong River")),
    ),
    ("만수대언덕에 꽃바구니를 진정하였다.", "A floral basket was laid on Mansu Hill.", (("만수", "Mansu"),)),
    (
        "지도일군들은 전기절약에 큰 관심을 돌리고있다.",
        "Leading officials pay great attention to the saving of electricity.",
        (),
    ),
    (
        "유리한 조건을 리용하여 생산을 늘이였다.",
        "They increased the production by taking advantage of the favourable conditions.",
        (),
    ),
    ("김매기에 력량을 집중하였다.", "Efforts were concentrated on weeding.", ()),
    ("정성을 다하여 환자를 치료하였다.", "They treated the patient with all their devotion.", ()),
    (
        "안주시와 개천시의 탄부들이 증산투쟁을 벌리고있다.",
        "Coal miners in the cities of Anju and Kaechon are waging an increased production drive.",
        (("안주시", "Anju"), ("개천시", "Kaechon")),
    ),
    (
        "량강도 삼지연시에 새 살림집이 일떠섰다.",
        "New houses were built in Samjiyon City, Ryanggang Province.",
        (("량강도", "Ryanggang Province"), ("삼지연시", "Samjiyon City")),
    ),
    (
        "최선희외무상은 오진우동지의 손자를 만났다.",
        "Foreign Minister Choe Son Hui met the grandson of O Jin U.",
        (("최선희", "Choe Son Hui"), ("오진우", "O Jin U")),
    ),
    ("체육인 계순희는 유술강자였다.", "Sportswoman Kye Sun Hui was a strong judoist.", (("계순희", "Kye Sun Hui"),)),
    ("작곡가 리면상의 노래를 불렀다.", "They sang a song by composer Ri Myon Sang.", (("리면상", "Ri Myon Sang"),)),
    (
        "윤이상음악회가 평양에서 진행되였다.",
        "The Yun Isang concert was held in Pyongyang.",
        (("윤이상", "Yun Isang"), ("평양", "Pyongyang")),
    ),
    (
        "문재인이 청와대에서 도날드 트럼프를 만났다.",
        "Moon Jae-in met Donald Trump at Chongwadae.",
        (("문재인", "Moon Jae-in"), ("청와대", "Chongwadae"), ("트럼프", "Trump")),
    ),
    (
        "윤석열괴뢰와 기시다가 회담을 하였다.",
        "Puppet Yoon Suk-yeol and Kishida held talks.",
        (("윤석열", "Yoon Suk-yeol"), ("기시다", "Kishida")),
    ),
    (
        "서울과 부산에서 집회가 열리였다.",
        "Rallies were held in Seoul and Pusan.",
        (("서울", "Seoul"), ("부산", "Pusan")),
    ),
    (
        "수리아아랍공화국 대사가 도착하였다.",
        "The ambassador of the Syrian Arab Republic arrived.",
        (("수리아", "Syrian"),),
    ),
    (
        "에짚트와 에티오피아가 공동성명을 발표하였다.",
        "Egypt and Ethiopia issued a joint statement.",
        (("에짚트", "Egypt"), ("에티오피아", "Ethiopia")),
    ),
    (
        "강원도 회양군 포천리에서 온 편지",
        "a letter from Phochon-ri, Hoeyang County, Kangwon Province",
        (("강원도", "Kangwon Province"), ("회양군", "Hoeyang County"), ("포천리", "Phochon-ri")),
    ),
    (
        "룡악산샘물공장의 지배인 한철남",
        "Han Chol Nam, manager of the Ryongaksan Mineral Water Factory",
        (("룡악산", "Ryongaksan"), ("한철남", "Han Chol Nam")),
    ),
    ("김책제철련합기업소의 용해공들", "smelters of the Kim Chaek Iron and Steel Complex", (("김책", "Kim Chaek"),)),
    ("강반석혁명학원 원아들", "schoolchildren of Kang Pan Sok Revolutionary School", (("강반석", "Kang Pan Sok"),)),
    (
        "박정천원수는 포병들을 축하하였다.",
        "Marshal Pak Jong Chon congratulated the artillerymen.",
        (("박정천", "Pak Jong Chon"),),
    ),
    (
        "방두섭과 리태섭이 자리를 같이하였다.",
        "Pang Tu Sop and Ri Thae Sop were present.",
        (("방두섭", "Pang Tu Sop"), ("리태섭", "Ri Thae Sop")),
    ),
    (
        "독고혁은 사공수진과 함께 왔다.",
        "Tokko Hyok came with Sagong Su Jin.",
        (("독고혁", "Tokko Hyok"), ("사공수진", "Sagong Su Jin")),
    ),
    (
        "황해제철련합기업소가 있는 송림시",
        "Songrim City, home to the Hwanghae Iron and Steel Complex",
        (("황해", "Hwanghae"), ("송림시", "Songrim City")),
    ),
    ("마식령스키장에 관광객들이 찾아왔다.", "Tourists came to the Masikryong Ski Resort.", (("마식령", "Masikryong"),)),
    ("경제문제를 두고 토론하였다.", "They discussed economic issues.", ()),
    ("신문은 론설에서 주장하였다.", "The newspaper asserted in its editorial.", ()),
    ("양덕온천문화휴양지를 찾은 인민들", "people visiting the Yangdok Hot Spring Resort", (("양덕", "Yangdok"),)),
    (
        "김덕훈총리가 서해갑문을 돌아보았다.",
        "Premier Kim Tok Hun visited the West Sea Barrage.",
        (("김덕훈", "Kim Tok Hun"),),
    ),
    ("고려호텔에서 연회가 차려졌다.", "A banquet was given at the Koryo Hotel.", (("고려호텔", "Koryo Hotel"),)),
    (
        "라선시 인민위원회 부위원장 장명호는 말하였다.",
        "Jang Myong Ho, vice-chairman of the Rason City People's Committee, said.",
        (("라선시", "Rason City"), ("장명호", "Jang Myong Ho")),
    ),
    (
        "웽그리아와 로므니아, 벌가리아의 당대표들",
        "party delegates from Hungary, Romania and Bulgaria",
        (("웽그리아", "Hungary"), ("로므니아", "Romania"), ("벌가리아", "Bulgaria")),
    ),
    (
        "오스트랄리아정부는 인디아와 협정을 맺었다.",
        "The Australian government signed an agreement with India.",
        (("오스트랄리아", "Australian"), ("인디아", "India")),
    ),
    ("김영남은 경제를 연구한다.", "Kim Yong Nam studies economics.", (("김영남", "Kim Yong Nam"),)),
    ("한룡국의 보고를 들었다.", "They heard the report of Han Ryong Guk.", (("한룡국", "Han Ryong Guk"),)),
    ("로동영웅 진응원의 이야기", "The story of Labour Hero Jin Ung Won", (("진응원", "Jin Ung Won"),)),
    ("동방명수는 유명한 의사이다.", "Tongbang Myong Su is a famous doctor.", (("동방명수", "Tongbang Myong Su"),)),
    (
        "사공철남과 황보금희가 결혼하였다.",
        "Sagong Chol Nam and Hwangbo Kum Hui married.",
        (("사공철남", "Sagong Chol Nam"), ("황보금희", "Hwangbo Kum Hui")),
    ),
    (
        "신의주화장품공장의 고성국기사장",
        "Chief engineer Ko Song Guk of the Sinuiju Cosmetics Factory",
        (("신의주", "Sinuiju"), ("고성국", "Ko Song Guk")),
    ),
    ("차영희는 마라손선수이다.", "Cha Yong Hui is a marathoner.", (("차영희", "Cha Yong Hui"),)),
    ("우리 나라의 기상학자들", "meteorologists of our country", ()),
    ("조선중앙통신사는 보도를 발표하였다.", "The Korean Central News Agency issued a report.", ()),
    ("전국의 모든 단위들에서 성과를 거두고있다.", "Successes are being made at all units across the country.", ()),
    ("신문에 난 기사를 읽었다.", "I read an article in the newspaper.", ()),
    ("현대적인 설비를 갖추었다.", "It is equipped with modern facilities.", ()),
    ("남포항에 무역선이 입항하였다.", "A trading ship entered the port of Nampho.", (("남포", "Nampho"),)),
    (
        "청진시와 라진구역사이의 도로",
        "the road between Chongjin City and Rajin District",
        (("청진시", "Chongjin City"), ("라진구역", "Rajin District")),
    ),
    (
        "백두산영웅청년발전소를 건설하였다.",
        "They built the Paektusan Hero Youth Power Station.",
        (("백두산", "Paektusan"),),
    ),
    ("구월산의 단풍", "maples on Mt. Kuwol", (("구월산", "Mt. Kuwol"),)),
    ("정일봉을 바라보았다.", "They looked at Jong Il Peak.", (("정일봉", "Jong Il Peak"),)),
    ("단천항에서 회령까지", "from Tanchon Port to Hoeryong", (("단천", "Tanchon"), ("회령", "Hoeryong"))),
    (
        "뽈스까와 체스꼬주재 우리 나라 대사",
        "our ambassador to Poland and the Czech Republic",
        (("뽈스까", "Poland"), ("체스꼬", "Czech Republic")),
    ),
    (
        "인디아수상이 뉴델리에 도착하였다.",
        "The Indian prime minister arrived in New Delhi.",
        (("인디아", "Indian"), ("뉴델리", "New Delhi")),
    ),
    (
        "먄마련방공화국 대통령에게 축전을 보내였다.",
        "A congratulatory message was sent to the president of the Republic of the Union of Myanmar.",
        (("먄마", "Myanmar"),),
    ),
    (
        "쏘련군대가 베를린을 해방하였다.",
        "The Soviet army liberated Berlin.",
        (("쏘련", "Soviet"), ("베를린", "Berlin")),
    ),
    (
        "도이췰란드 련방수상 메르켈",
        "Merkel, federal chancellor of Germany",
        (("도이췰란드", "Germany"), ("메르켈", "Merkel")),
    ),
    (
        "브라질과 아르헨띠나, 칠레의 언론인들",
        "journalists of Brazil, Argentina and Chile",
        (("브라질", "Brazil"), ("아르헨띠나", "Argentina"), ("칠레", "Chile")),
    ),
    (
        "미국의 소리방송이 전한데 의하면 바이든은",
        "According to the Voice of America, Biden",
        (("미국", "America"), ("바이든", "Biden")),
    ),
    ("아베와 그 일당", "Abe and his gang", (("아베", "Abe"),)),
    (
        "홍길동과 림꺽정에 대한 영화",
        "films about Hong Kil Tong and Rim Kkok Jong",
        (("홍길동", "Hong Kil Tong"), ("림꺽정", "Rim Kkok Jong")),
    ),
    ("안중근렬사의 유언", "the last words of martyr An Jung Gun", (("안중근", "An Jung Gun"),)),
    ("리준과 류관순", "Ri Jun and Ryu Kwan Sun", (("리준", "Ri Jun"), ("류관순", "Ryu Kwan Sun"))),
    (
        "장령들인 오일정, 김정식, 리영길이 맞이하였다.",
        "They were greeted by generals O Il Jong, Kim Jong Sik and Ri Yong Gil.",
        (("오일정", "O Il Jong"), ("김정식", "Kim Jong Sik"), ("리영길", "Ri Yong Gil")),
    ),
    (
        "노광철, 박수일, 정경택",
        "No Kwang Chol, Pak Su Il and Jong Kyong Thaek",
        (("노광철", "No Kwang Chol"), ("박수일", "Pak Su Il"), ("정경택", "Jong Kyong Thaek")),
    ),
    ("명지대교를 건넜다.", "They crossed the Myongji Bridge.", (("명지", "Myongji"),)),
    (
        "사리원시 미곡협동농장",
        "the Migok Cooperative Farm in Sariwon City",
        (("사리원시", "Sariwon City"), ("미곡", "Migok")),
    ),
    (
        "강서구역 청산협동농장",
        "the Chongsan Co-op Farm in Kangso District",
        (("강서구역", "Kangso District"), ("청산", "Chongsan")),
    ),
    ("방송원 리춘히", "announcer Ri Chun Hi", (("리춘히", "Ri Chun Hi"),)),
    ("전하철부총리", "Vice-Premier Jon Ha Chol", (("전하철", "Jon Ha Chol"),)),
    ("조선민주녀성동맹", "the Women's Union of Korea", ()),
    ("정전협정이 체결되였다.", "The armistice agreement was signed.", ()),
    ("고구려는 강한 나라였다.", "Koguryo was a strong country.", (("고구려", "Koguryo"),)),
    ("태양절에 즈음하여", "On the occasion of the Day of the Sun", ()),
)
