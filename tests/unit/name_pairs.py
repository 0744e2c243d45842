"""Sentence pairs in KCNA's style, written by us and marked by hand: every name with its English form.

A pair is the Korean sentence, its English, and the names: (Korean as it stands without particles and titles, English as
it stands). Events and most people are invented. Everyday words that look like names (지도, 전기, 유리) stand in many.
"""

from __future__ import annotations

Marked = tuple[str, str, tuple[tuple[str, str], ...]]

PAIRS: tuple[Marked, ...] = (
    (
        "경애하는 김정은동지께서 평양시에 새로 일떠선 살림집거리를 돌아보시였다.",
        "The respected Comrade Kim Jong Un looked round the newly built street in Pyongyang City.",
        (("김정은", "Kim Jong Un"), ("평양시", "Pyongyang City")),
    ),
    (
        "조용원동지, 리일환동지, 김덕훈동지가 동행하였다.",
        "He was accompanied by Jo Yong Won, Ri Il Hwan and Kim Tok Hun.",
        (("조용원", "Jo Yong Won"), ("리일환", "Ri Il Hwan"), ("김덕훈", "Kim Tok Hun")),
    ),
    (
        "박태성내각총리는 황해남도의 여러 농장을 현지에서 료해하였다.",
        "Premier Pak Thae Song inspected several farms in South Hwanghae Province.",
        (("박태성", "Pak Thae Song"), ("황해남도", "South Hwanghae Province")),
    ),
    (
        "최선희외무상이 로씨야련방 외무상 쎄르게이 라브로브에게 축전을 보내였다.",
        "Foreign Minister Choe Son Hui sent a congratulatory message to Sergei Lavrov, foreign minister of Russia.",
        (("최선희", "Choe Son Hui"), ("로씨야", "Russia"), ("쎄르게이", "Sergei"), ("라브로브", "Lavrov")),
    ),
    (
        "국무위원장 김정은동지께서는 중화인민공화국 주석 습근평동지에게 구두친서를 보내시였다.",
        "Kim Jong Un, president of the State Affairs, sent a verbal message to Xi Jinping, president of the PRC.",
        (("김정은", "Kim Jong Un"), ("습근평", "Xi Jinping")),
    ),
    (
        "선우명호작업반장은 토론에서 자기 경험을 말하였다.",
        "Workteam leader Sonu Myong Ho told about his experience in his speech.",
        (("선우명호", "Sonu Myong Ho"),),
    ),
    (
        "남궁혁선수는 결승에서 이겼다.",
        "Namgung Hyok won the final.",
        (("남궁혁", "Namgung Hyok"),),
    ),
    (
        "황보영일동무가 1등을 하였다.",
        "Hwangbo Yong Il came first.",
        (("황보영일", "Hwangbo Yong Il"),),
    ),
    (
        "공장의 지도일군들은 지도를 펼쳐놓고 대책을 토의하였다.",
        "The guiding officials of the factory unfolded a map and discussed the steps to take.",
        (),
    ),
    (
        "전기문제를 풀기 위한 투쟁에서 유리공장 로동계급이 앞장에 섰다.",
        "The workers of the glass factory took the lead in solving the problem of electricity.",
        (),
    ),
    (
        "과일군안의 과수원들에서 과일따기가 한창이다.",
        "Fruit picking is in full swing at the orchards in Kwail County.",
        (("과일군", "Kwail County"),),
    ),
    (
        "승리자의 기세로 구성공작기계공장이 계획을 넘쳐 수행하였다.",
        "With the spirit of victors the Kusong Machine Tool Factory overfulfilled its plan.",
        (("구성", "Kusong"),),
    ),
    (
        "회령시와 무산군의 주민들이 새 집에 들었다.",
        "Residents in Hoeryong City and Musan County moved into new houses.",
        (("회령시", "Hoeryong City"), ("무산군", "Musan County")),
    ),
    (
        "백두산에서 한나산까지 겨레의 목소리가 울리였다.",
        "The voice of the nation rang out from Mt. Paektu to Mt. Halla.",
        (("백두산", "Mt. Paektu"), ("한나산", "Mt. Halla")),
    ),
    (
        "압록강과 두만강기슭에 나무를 심었다.",
        "Trees were planted along the Amnok and Tuman rivers.",
        (("압록강", "Amnok"), ("두만강", "Tuman")),
    ),
    (
        "김재룡비서, 전현철비서를 비롯한 간부들이 참가하였다.",
        "Present there were Kim Jae Ryong, Jon Hyon Chol and other officials.",
        (("김재룡", "Kim Jae Ryong"), ("전현철", "Jon Hyon Chol")),
    ),
    (
        "윁남사회주의공화국 대표단이 만경대를 찾았다.",
        "A delegation of the Socialist Republic of Vietnam visited Mangyongdae.",
        (("윁남", "Vietnam"), ("만경대", "Mangyongdae")),
    ),
    (
        "꾸바혁명의 령도자 피델 까스뜨로를 추억하는 모임이 있었다.",
        "A meeting was held in memory of Fidel Castro, leader of the Cuban revolution.",
        (("꾸바", "Cuban"), ("피델", "Fidel"), ("까스뜨로", "Castro")),
    ),
    (
        "미국대통령 바이든은 남조선을 행각하였다.",
        "U.S. President Biden made a junket to south Korea.",
        (("미국", "U.S."), ("바이든", "Biden")),
    ),
    (
        "남조선의 윤석열은 막말을 늘어놓았다.",
        "Yoon Suk-yeol of south Korea let loose a string of invectives.",
        (("윤석열", "Yoon Suk-yeol"),),
    ),
    (
        "박정천부위원장은 훈련을 지도하였다.",
        "Vice-Chairman Pak Jong Chon guided the drill.",
        (("박정천", "Pak Jong Chon"),),
    ),
    (
        "수상은 기자들과 만난 자리에서 유감을 표시하였다.",
        "The prime minister expressed regret when he met reporters.",
        (),
    ),
    (
        "국무위원장의 위임에 따라 담화가 발표되였다.",
        "A statement was released on the authorization of the president.",
        (),
    ),
    (
        "전미국대통령의 회고록이 공개되여 물의를 일으키고있다.",
        "The memoirs of the former U.S. president have been made public and cause a stir.",
        (("미국", "U.S."),),
    ),
    (
        "조선인민군 총참모부는 정세를 주시하고있다.",
        "The General Staff of the Korean People's Army is watching the situation.",
        (),
    ),
    (
        "강원도인민들은 자체의 힘으로 발전소를 세웠다.",
        "The people of Kangwon Province built a power station by their own efforts.",
        (("강원도", "Kangwon Province"),),
    ),
    (
        "신의주시와 의주군의 큰물피해지역에 살림집이 일떠섰다.",
        "Houses were built in the flood-hit areas of Sinuiju City and Uiju County.",
        (("신의주시", "Sinuiju City"), ("의주군", "Uiju County")),
    ),
    (
        "리성학부총리가 락원기계종합기업소를 찾았다.",
        "Vice-Premier Ri Song Hak visited the Ragwon Machine Complex.",
        (("리성학", "Ri Song Hak"), ("락원", "Ragwon")),
    ),
    (
        "김영철은 30년간 한초소를 지켜왔다.",
        "Kim Yong Chol has stood guard at one post for 30 years.",
        (("김영철", "Kim Yong Chol"),),
    ),
    (
        "교원 박순옥은 섬마을학교로 자원해갔다.",
        "Teacher Pak Sun Ok volunteered for a school on an islet.",
        (("박순옥", "Pak Sun Ok"),),
    ),
    (
        "리춘히방송원은 인민의 사랑을 받고있다.",
        "Announcer Ri Chun Hi is loved by the people.",
        (("리춘히", "Ri Chun Hi"),),
    ),
    (
        "오수용동지와 태형철동지의 연설이 있었다.",
        "Speeches were made by O Su Yong and Thae Hyong Chol.",
        (("오수용", "O Su Yong"), ("태형철", "Thae Hyong Chol")),
    ),
    (
        "림광일대장이 열병부대들을 점검하였다.",
        "General Rim Kwang Il inspected the parading units.",
        (("림광일", "Rim Kwang Il"),),
    ),
    (
        "노광철국방상은 축하연설을 하였다.",
        "Defence Minister No Kwang Chol made a congratulatory speech.",
        (("노광철", "No Kwang Chol"),),
    ),
    (
        "류경호텔앞에서 야회가 진행되였다.",
        "A soiree was held in front of the Ryugyong Hotel.",
        (("류경", "Ryugyong"),),
    ),
    (
        "도이췰란드와 뽈스까의 기자들이 도착하였다.",
        "Reporters from Germany and Poland arrived.",
        (("도이췰란드", "Germany"), ("뽈스까", "Poland")),
    ),
    (
        "오스트랄리아주재 조선대사관에서 연회가 있었다.",
        "A reception was given at the DPRK embassy in Australia.",
        (("오스트랄리아", "Australia"),),
    ),
    (
        "사회주의애국청년동맹의 문철위원장이 보고를 하였다.",
        "A report was made by Mun Chol, chairman of the youth league.",
        (("문철", "Mun Chol"),),
    ),
    (
        "김치담그기경연이 진행되여 많은 사람들이 구경하였다.",
        "A kimchi-making contest was held and watched by many.",
        (),
    ),
    (
        "이 공장에서는 정성을 다하여 주문품을 만들고있다.",
        "This factory makes the ordered goods with all sincerity.",
        (),
    ),
    (
        "조국의 안녕을 지키는것은 우리의 의무이다.",
        "It is our duty to defend the security of the country.",
        (),
    ),
    (
        "농촌진흥의 새 전기를 마련한 사변이다.",
        "It is an event that marked a new turn in the rural rejuvenation.",
        (),
    ),
    (
        "전승절을 맞으며 전국로병대회가 평양에서 열리였다.",
        "A national conference of war veterans was held in Pyongyang to mark the victory day.",
        (("평양", "Pyongyang"),),
    ),
    (
        "개성시와 장풍군에서 방역사업이 강화되였다.",
        "Anti-epidemic work was stepped up in Kaesong City and Jangphung County.",
        (("개성시", "Kaesong City"), ("장풍군", "Jangphung County")),
    ),
    (
        "만경대구역과 락랑구역의 농장원들",
        "Farmers in Mangyongdae and Rangnang districts",
        (("만경대구역", "Mangyongdae"), ("락랑구역", "Rangnang")),
    ),
    (
        "정경택총정치국장의 뒤를 따라 군관들이 입장하였다.",
        "Officers entered, following Jong Kyong Thaek, director of the General Political Bureau.",
        (("정경택", "Jong Kyong Thaek"),),
    ),
    (
        "조선로동당 중앙위원회 비서인 김여정동지의 담화",
        "Statement of Kim Yo Jong, secretary of the C.C., WPK",
        (("김여정", "Kim Yo Jong"),),
    ),
    (
        "로력영웅인 강명순할머니의 생일 100돐이 되였다.",
        "The 100th birthday of Labour Hero Kang Myong Sun came round.",
        (("강명순", "Kang Myong Sun"),),
    ),
    (
        "서울과 도꾜의 증권시장이 흔들렸다.",
        "The stock markets in Seoul and Tokyo were shaken.",
        (("서울", "Seoul"), ("도꾜", "Tokyo")),
    ),
    (
        "수리아아랍공화국 대통령이 축전을 보내여왔다.",
        "The president of the Syrian Arab Republic sent a message of greeting.",
        (("수리아", "Syrian"),),
    ),
    (
        "먄마와 라오스의 녀성단체들이 련대성을 표시하였다.",
        "Women's organizations in Myanmar and Laos expressed solidarity.",
        (("먄마", "Myanmar"), ("라오스", "Laos")),
    ),
    (
        "공훈배우 주창혁과 인민배우 함금주가 출연하였다.",
        "Merited Artist Ju Chang Hyok and People's Artiste Ham Kum Ju appeared on the stage.",
        (("주창혁", "Ju Chang Hyok"), ("함금주", "Ham Kum Ju")),
    ),
    (
        "제갈량철교수는 새 약을 연구해냈다.",
        "Professor Jegal Ryang Chol developed a new medicine.",
        (("제갈량철", "Jegal Ryang Chol"),),
    ),
    (
        "동명왕릉을 찾는 사람들이 늘어나고있다.",
        "The number of visitors to the Mausoleum of King Tongmyong is on the increase.",
        (("동명", "Tongmyong"),),
    ),
    (
        "원산갈마해안관광지구로 가는 길이 넓어졌다.",
        "The road to the Wonsan-Kalma coastal tourist area has been widened.",
        (("원산", "Wonsan"), ("갈마", "Kalma")),
    ),
    (
        "함경북도 경성군에 중평온실농장이 있다.",
        "The Jungphyong Greenhouse Farm is situated in Kyongsong County, North Hamgyong Province.",
        (("함경북도", "North Hamgyong Province"), ("경성군", "Kyongsong County"), ("중평", "Jungphyong")),
    ),
    (
        "양승호동지를 책임비서로 선거하였다.",
        "Yang Sung Ho was elected chief secretary.",
        (("양승호", "Yang Sung Ho"),),
    ),
    (
        "인도네시아의 수카르노전대통령의 딸이 평양을 방문하였다.",
        "The daughter of Sukarno, former president of Indonesia, visited Pyongyang.",
        (("인도네시아", "Indonesia"), ("수카르노", "Sukarno"), ("평양", "Pyongyang")),
    ),
    (
        "한광상부장과 허철만부장이 방청하였다.",
        "Department directors Han Kwang Sang and Ho Chol Man observed it.",
        (("한광상", "Han Kwang Sang"), ("허철만", "Ho Chol Man")),
    ),
    (
        "마식령스키장에 사람들이 모여들었다.",
        "People flocked to the Masikryong Ski Resort.",
        (("마식령", "Masikryong"),),
    ),
    (
        "안주시의 남흥청년화학련합기업소에서 비료가 쏟아진다.",
        "Fertilizer pours out at the Namhung Youth Chemical Complex in Anju City.",
        (("안주시", "Anju City"), ("남흥", "Namhung")),
    ),
    (
        "유엔사무총장 안또니오 구떼레스는 우려를 표시하였다.",
        "UN Secretary-General Antonio Guterres expressed concern.",
        (("안또니오", "Antonio"), ("구떼레스", "Guterres")),
    ),
    (
        "지난해 9월 뿌찐대통령은 김정은동지를 만났다.",
        "President Putin met Comrade Kim Jong Un in September last year.",
        (("뿌찐", "Putin"), ("김정은", "Kim Jong Un")),
    ),
    (
        "고인호소장과 민철국대좌가 훈장을 받았다.",
        "Major General Ko In Ho and Senior Colonel Min Chol Guk were awarded orders.",
        (("고인호", "Ko In Ho"), ("민철국", "Min Chol Guk")),
    ),
    (
        "방현비행장 상공에 연기가 피여올랐다.",
        "Smoke rose over the Panghyon airfield.",
        (("방현", "Panghyon"),),
    ),
    (
        "심장으로 당을 받든 신금철기사장의 이야기",
        "The story of chief engineer Sin Kum Chol who supported the Party with his heart",
        (("신금철", "Sin Kum Chol"),),
    ),
)
