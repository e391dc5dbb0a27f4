"""Polish and English words that carry no topic, folded. None of them brings a candidate; a few say what is asked."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUESTION_WORDS = _words(
    """
    co czego czemu czy czym dlaczego dokad gdzie how ile iloma ilu jacy jak jaka jaki jakich jakie jakiego
    jakiej jakiemu jakim jakimi kiedy kim kogo komu kto ktora ktore ktoredy ktorego ktorej ktoremu ktory ktorych
    ktorym ktorymi ktorzy skad what when where which who whom whose why
    """
)
STOP_WORDS = QUESTION_WORDS | _words(
    """
    a aby ach albo ale an and ani are as at az bardzo be been bez bo but by byc byl byla byli bylo byly bym bys
    bywa cala cale caly can chcac chce choc ci cie ciebie cos could coz czyli did dla do does dzis for from gdy
    gdyby gdyz go had has have he her his i ich if im in inna inne inny innych into is it its iz ja jakby jako
    je jeden jedna jednak jedno jego jej jemu jesli jest jestem jestes jezeli juz kazda kazde kazdy ku lecz lub
    ma maja mam mamy mi mial miala miec mna mnie mog moga moj moja moje moze mozna mu my na nad nam nami nas
    nasz nasza nasze natomiast nia nic nich nie niego niej nigdy nim nimi niz no not o ob od of on ona one oni
    ono or oraz our pan pana pani po pod poniewaz przed przez przy raz roku rowniez sa sam sama same she should
    sie skoro so soba sobie swoich swoj swoja swoje swojego swojej ta tak taka taki takich takie takze tam te
    tego tej temu ten tez than that the their them then there these they this those to toba tobie totez tu tutaj
    twoj twoja twoje ty tych tylko tym tymi u w wam wami was we wedlug were wiec will with wlasnie would wszyscy
    wszystkie wszystko wtedy wy you your z za zaden zadna zadne zas ze zeby zostal zostala zostalo zostaly
    """
)
