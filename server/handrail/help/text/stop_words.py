"""Words that say nothing about what somebody looks for, by language. Few on purpose: `off`, `not` and `all` do say something.

They are folded, as they are compared. Japanese ones are whole runs of hiragana.
"""

from __future__ import annotations

ENGLISH = """
a about am an and any are as at be been being but by can cannot could d did do does doesn don for from get gets getting had has have
having he her here hers him his how i if in into is isn it its just ll m may me might my of on onto or our ours please re s shall she
should so some t than that the their them then there these they this those to too us ve very was we were what when where which while
who whom why will with would you your yours
"""
NORWEGIAN = """
a alle at av blir da de deg dei dem den denne der dere deres det dette di din disse ditt du eg ein eit eller en enn er et ett for fra
fa far gjor gjore han hans har hun hva hvem hvilken hvilke hvis hvor hvordan hvorfor i ikkje ja jeg kan kva kvar kvifor korleis man med
meg men mi min mine mitt mot ma nar og ogsa om opp pa sa seg selv sin sitt skal skulle som til um ut vart ved vi vil ville vaere vere var
"""
GERMAN = """
aber als am an auch auf aus bei bin bis bist da damit dann das dass dein deine dem den der des dich die dies diese diesem diesen dieser
dieses dir doch du durch ein eine einem einen einer eines er es euch euer fur gibt hab habe haben hat hatte ich ihm ihn ihnen ihr ihre
ihren im in ins ist ja kann kannst konnen konnte lasst man mein meine meinem meinen meiner mich mir mit muss nach noch nun nur ob oder
sein seine sich sie sind so soll sollte um und uns unser unsere unter vom von vor wann war warum was weil welche welcher wenn wer werde
werden wie wieso will wir wird wo zu zum zur
"""
ARABIC = """
ان او اي الي التي الذي الذين ام انا انت انه اين ايضا بعد به بين تم ثم حتي حين حيث ذلك عن عند على علي في فيه قد قبل كان كل كم كما كيف
لا لدي لكن لم لماذا لن له ليس ما ماذا متي مع من منذ منه نحن هذا هذه هل هم هنا هناك هو هي و يا يمكن يمكنني
"""
JAPANESE = """
あり ある いる いつ から が か こと この これ さ し した して しない する すると すれば せ そ その それ た ため たい って て で です
できる できます では でも と とき という とは どう どうすれば どうやって どこ な ない なぜ など なる に には にて の のか のは は へ ほう ま
ます ました ません まで も もの や よう より ら り る れ を ください について します しますか したい したら ですか ますか いい いいですか
"""
STOP_WORDS: dict[str, frozenset[str]] = {
    "ar": frozenset(ARABIC.split()),
    "de": frozenset(GERMAN.split()),
    "en": frozenset(ENGLISH.split()),
    "ja": frozenset(JAPANESE.split()),
    **dict.fromkeys(("nb", "nn", "no"), frozenset(NORWEGIAN.split())),
}
