"""The diagnosis codes of published cases that each of our causes stands for."""

CODES = {
    "mcl": frozenset({"mcl_sprain_1", "mcl_sprain_2", "mcl_sprain_3", "mcl_bursitis"}),
    "meniscus": frozenset(
        {"meniscus_medial_acute", "meniscus_medial_degenerative", "meniscus_locked"}
    ),
    "pes_anserine": frozenset({"pes_anserine"}),
    "bone_stress_injury": frozenset({"bsi_tibial_plateau", "bsi_femoral_condyle"}),
    "patellofemoral": frozenset({"pfps"}),
    "plica": frozenset({"medial_plica"}),
    "osteoarthritis": frozenset({"oa_medial"}),
    "sifk": frozenset({"sifk_sonk"}),
    "semimembranosus": frozenset({"hamstring_semimembranosus"}),
    "saphenous_nerve": frozenset({"saphenous_neuritis"}),
    "referred_pain": frozenset({"referred_hip"}),
    "overload": frozenset({"overuse_biomech"}),
}
