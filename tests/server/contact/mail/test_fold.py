"""What is left of a mail's text, by the clients that people use, in the languages that they set them to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.mail.fold import fold, unwrap

FOLDED = {
    "Gmail, English": (
        "It works now.\n\nThanks\n\nOn Thu, Feb 5, 2026 at 10:12 AM Acme <help@acme.example> wrote:\n\n> Try again.\n>\n> Agnes\n",
        "It works now.\n\nThanks",
    ),
    "Gmail, wrapped": (
        "Yes.\n\nOn Thu, Feb 5, 2026 at 10:12 AM Acme Invoices <reply+abc@reply.acme.example>\nwrote:\n\n> Try again.",
        "Yes.",
    ),
    "Gmail, Norwegian": (
        "Takk!\n\ntor. 5. feb. 2026 kl. 10:12 skrev Acme <help@acme.example>:\n\n> Prøv igjen.\n",
        "Takk!",
    ),
    "Apple, Norwegian": (
        "Takk!\n\n> Den 5. feb. 2026 kl. 10:12 skrev Acme <help@acme.example>:\n>\n> Prøv igjen.\n",
        "Takk!",
    ),
    "Gmail, German": (
        "Danke.\n\nAm Do., 5. Feb. 2026 um 10:12 Uhr schrieb Acme <help@acme.example>:\n\n> Noch einmal bitte.\n",
        "Danke.",
    ),
    "Thunderbird, German": ("Danke.\n\nAm 05.02.26 um 10:12 schrieb Acme:\n> Noch einmal bitte.\n", "Danke."),
    "Apple, German": ("Danke.\n\n> Am 05.02.2026 um 10:12 schrieb Acme <help@acme.example>:\n> \n> Bitte.\n", "Danke."),
    "Gmail, Arabic": (
        "شكرا لكم\n\n\u200fفي الخميس، 5 فبراير 2026 في 10:12 ص تمت كتابة ما يلي بواسطة \u200fAcme <\u200fhelp@acme.example>:\n\n> حاول مرة أخرى\n",
        "شكرا لكم",
    ),
    "Apple, Arabic": ("شكرا لكم\n\nفي ٥ فبراير ٢٠٢٦، كتب Acme:\n\n> حاول مرة أخرى\n", "شكرا لكم"),
    "Gmail, Japanese": (
        "ありがとうございます。\n\n2026年2月5日(木) 10:12 Acme <help@acme.example>:\n\n> もう一度お試しください。\n",
        "ありがとうございます。",
    ),
    "Apple, Japanese": (
        "解決しました。\n\n> 2026/02/05 10:12、Acme <help@acme.example>のメール:\n>\n> もう一度\n",
        "解決しました。",
    ),
    "Outlook, English": (
        "Fine now.\n\n________________________________\nFrom: Acme <help@acme.example>\nSent: Thursday, February 5, 2026 10:12 AM\nTo: Paula\nSubject: Re: #4\n\nTry again.\n",
        "Fine now.",
    ),
    "Outlook, German": (
        "Geht wieder.\n\nVon: Acme <help@acme.example>\nGesendet: Donnerstag, 5. Februar 2026 10:12\nAn: Paula\nBetreff: #4\n\nBitte.\n",
        "Geht wieder.",
    ),
    "Outlook, Norwegian": (
        "Det går fint.\n\nFra: Acme <help@acme.example>\nSendt: torsdag 5. februar 2026 10:12\nTil: Paula\nEmne: #4\n\nPrøv.\n",
        "Det går fint.",
    ),
    "Outlook, Arabic": (
        "تم الحل\n\nمن: Acme <help@acme.example>\nتم الإرسال: الخميس\nإلى: Paula\nالموضوع: #4\n\nنص\n",
        "تم الحل",
    ),
    "Outlook, Japanese": (
        "直りました。\n\n差出人: Acme <help@acme.example>\n送信日時: 2026年2月5日\n宛先: Paula\n件名: #4\n\n本文\n",
        "直りました。",
    ),
    "Gmail, Italian": (
        "Grazie\n\nIl giorno gio 5 feb 2026 alle ore 10:12 Acme <help@acme.example> ha scritto:\n\n> Old\n",
        "Grazie",
    ),
    "Gmail, Polish": ("Dzięki\n\nczw., 5 lut 2026 o 10:12 Acme <help@acme.example> napisał(a):\n\n> Old\n", "Dzięki"),
    "Gmail, Chinese": ("谢谢\n\nAcme <help@acme.example> 于2026年2月5日周四 10:12写道：\n\n> Old\n", "谢谢"),
    "Apple, French": ("Merci\n\nLe 5 févr. 2026 à 10:12, Acme <help@acme.example> a écrit :\n\n> Old\n", "Merci"),
    "Apple, Dutch": (
        "Bedankt\n\nOp 5 feb 2026, om 10:12 heeft Acme <help@acme.example> het volgende geschreven:\n\n> Old\n",
        "Bedankt",
    ),
    "Outlook, French": (
        "Merci\n\nDe : Acme <help@acme.example>\nEnvoyé : jeudi 5 février 2026 10:12\nÀ : Paula\nObjet : Re\n\nOld",
        "Merci",
    ),
    "Outlook, Spanish": (
        "Gracias\n\nDe: Acme <help@acme.example>\nEnviado: jueves, 5 de febrero de 2026 10:12\nPara: Paula\nAsunto: Re\n\nOld",
        "Gracias",
    ),
    "Outlook, Italian": (
        "Grazie\n\nDa: Acme <help@acme.example>\nInviato: giovedì 5 febbraio 2026 10:12\nA: Paula\nOggetto: Re\n\nOld",
        "Grazie",
    ),
    "Outlook, Dutch": (
        "Bedankt\n\nVan: Acme <help@acme.example>\nVerzonden: donderdag 5 februari 2026 10:12\nAan: Paula\nOnderwerp: Re\n\nOld",
        "Bedankt",
    ),
    "Outlook, Portuguese": (
        "Obrigado\n\nDe: Acme <help@acme.example>\nEnviada em: quinta-feira, 5 de fevereiro de 2026 10:12\nPara: Paula\nAssunto: Re\n\nOld",
        "Obrigado",
    ),
    "Outlook, Swedish": (
        "Tack\n\nFrån: Acme <help@acme.example>\nSkickat: den 5 februari 2026 10:12\nTill: Paula\nÄmne: Re\n\nOld",
        "Tack",
    ),
    "Outlook, Polish": (
        "Dzięki\n\nOd: Acme <help@acme.example>\nWysłano: czwartek, 5 lutego 2026 10:12\nDo: Paula\nTemat: Re\n\nOld",
        "Dzięki",
    ),
    "Outlook, Chinese": (
        "谢谢\n\n发件人: Acme <help@acme.example>\n发送时间: 2026年2月5日 10:12\n收件人: Paula\n主题: Re\n\nOld",
        "谢谢",
    ),
    "Outlook, Russian": (
        "Спасибо\n\nОт: Acme <help@acme.example>\nОтправлено: 5 февраля 2026 г. 10:12\nКому: Paula\nТема: Re\n\nOld",
        "Спасибо",
    ),
    "old Outlook, French": ("Merci\n\n-----Message d'origine-----\nDe : Acme\nOld", "Merci"),
    "telephone, French": ("Merci\n\nEnvoyé de mon iPhone", "Merci"),
    "telephone, Spanish": ("Gracias\n\nEnviado desde mi iPhone", "Gracias"),
    "telephone, Italian": ("Grazie\n\nInviato da iPhone", "Grazie"),
    "telephone, Dutch": ("Bedankt\n\nVerstuurd vanaf mijn iPhone", "Bedankt"),
    "telephone, Portuguese": ("Obrigado\n\nEnviado do meu iPhone", "Obrigado"),
    "telephone, Swedish": ("Tack\n\nSkickat från min iPhone", "Tack"),
    "old Outlook": ("Fine.\n\n-----Original Message-----\nFrom: Acme\nTry again.\n", "Fine."),
    "old Outlook, German": ("Gut.\n\n-----Ursprüngliche Nachricht-----\nVon: Acme\nBitte.\n", "Gut."),
    "without quote marks": (
        "Fine.\n\nOn 5 Feb 2026, at 10:12, Acme <help@acme.example> wrote:\n\nTry again.\n",
        "Fine.",
    ),
    "a client of its own": ("Fine.\n\nhelp@acme.example (Acme), 2026-02-05:\n> Try again.\n", "Fine."),
    "the answer below": (
        "On Thu, Feb 5, 2026 at 10:12 AM Acme wrote:\n> Try again.\n\nI did, it works.\n",
        "I did, it works.",
    ),
    "answers in between": (
        "On Thu, Feb 5, 2026 at 10:12 AM Acme wrote:\n> Which browser?\nFirefox.\n> And since when?\nMonday.\n> Bye\n",
        "Firefox.\n> And since when?\nMonday.",
    ),
    "signature": ("It works.\n\n-- \nPaula Prosper\nProsper Ltd\n", "It works."),
    "telephone, English": ("It works.\n\nSent from my iPhone\n", "It works."),
    "telephone and quote": (
        "It works.\n\nSent from my iPhone\n\n> On 5 Feb 2026, at 10:12, Acme wrote:\n> \n> Hi\n",
        "It works.",
    ),
    "telephone, German": ("Geht.\n\nVon meinem iPhone gesendet\n", "Geht."),
    "telephone, Norwegian": ("Går bra.\n\nSendt fra min iPhone\n", "Går bra."),
    "telephone, Arabic": ("يعمل الآن\n\nأُرسلت من الـ iPhone\n", "يعمل الآن"),
    "telephone, Japanese": ("直りました\n\niPhoneから送信\n", "直りました"),
    "Outlook on a telephone": ("Fine.\n\nGet Outlook for Android\n", "Fine."),
    "Windows line ends": ("Fine.\r\n\r\nOn Thu, Feb 5, 2026 Acme wrote:\r\n> Hi\r\n", "Fine."),
}

KEPT = {
    "nothing but a quote": "> Which browser?\n> Firefox",
    "a colon of one's own": "Here is what I wrote:\n\nNothing happens when I click Save.",
    "a date of one's own": "On Monday I wrote: nothing works.\nSince then it got worse.",
    "from and to in a sentence": "From: the list I chose Customers.\nThen nothing.",
    "a list with dashes": "I tried:\n- one\n- two\n--flag did not help",
    "from and to of one's own, in Spanish": "De: la lista\nelegí Clientes.\nPara mí no funciona.",
    "a table with a colon": "Da: 10:12\nFehler: 502\nDanach nichts.",
    "Norwegian, a colon": "Det er dette jeg skrev:\n\nIngenting skjer.",
    "sent from, in a sentence": "Sent from the form, it fails.\nWhy is that so, when everything else that I have ever sent from there went well?",
}


@pytest.mark.parametrize("name", FOLDED)
def test_what_a_client_adds_is_folded(name: str) -> None:
    text, left = FOLDED[name]
    assert fold(text) == left


@pytest.mark.parametrize("name", KEPT)
def test_what_people_write_stays(name: str) -> None:
    assert fold(KEPT[name]) == KEPT[name]


@given(st.text(alphabet=st.sampled_from("ab >:\n-@1")))
def test_something_is_left_of_anything(text: str) -> None:
    assert bool(fold(text).strip()) == bool(text.strip())


@given(st.text(alphabet="ab >\n", max_size=60))
def test_folding_again_changes_nothing_of_what_has_no_quotes(text: str) -> None:
    plain = text.replace(">", "")
    assert fold(fold(plain)) == fold(plain)


def test_flowed_lines_are_put_together() -> None:
    flowed = "This line \ngoes on \nhere.\n\n Indented\n> quoted \n> not joined\n-- \nPaula"
    assert (
        unwrap(flowed, delete_space=False) == "This line goes on here.\n\nIndented\n> quoted \n> not joined\n-- \nPaula"
    )
    assert unwrap("日本 \n語", delete_space=True) == "日本語"
