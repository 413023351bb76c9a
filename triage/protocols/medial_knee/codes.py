"""The diagnosis codes of published cases that each of our causes stands for."""

CODES = {
    "mcl": frozenset({"mcl_sprain_1", "mcl_sprain_2", "mcl_sprain_3"}),
    "meniscus": frozenset(
        {"meniscus_medial_acute", "meniscus_medial_degenerative", "meniscus_locked"}
    ),
    "pes_anserine": frozenset({"pes_anserine"}),
    "overload": frozenset({"overuse_biomech"}),
}
