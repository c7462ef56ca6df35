"""What most cases say in their texts (惯用词), for `dense` to leave out, by number. Records outlive releases: none is changed; another is added with another number in `schema`.

What is said most stands last, as it stands in the JSON of a case. No more than a guess: what is not here is kept all the same.
"""

_FIRST = (
    '"dismissed_by":"times":1,"step":"digest":"codes":["content_type":"application/pdf","image/png","image/jpeg","size":,"state":"announced","verified","rejected",'
    '"defect":"brought":"supplies":"kept":"broke":0,"material":"void_at":"phones":{"comment":"facts":"files":["\x03"],"on":"","first":""}"finder":"reason":"rests":'
    '"answer":"where":"sort":"text":"stars":"answered_at":"answered_by":"untrue_at":"","found_by":"","note":"","cleared_at":"","cleared_by":"","why":"","unclear":'
    'false,"untold":false,"brought_at":"lapsed_at":"left_at":"","left_by":"","left_person":"","kind":"result":"ending":"grounds":"decided_at":"terminal":"act":'
    '"about":"hand":"second":"void":"mandate":"acts":["items":"voided_at":"declined":"bank_part":true,"part_plan":{"way":{"condition":"mortgage_registered",'
    '"account":"filed","awaited":true},"cost":true}"wanted":"doubts":["type":"payment.settled","months":"fees":"all_in":"statement":"offered_at":"told_at":'
    '"confirmed":{"place":"signed_at":"filing":"ready_at":"proven_at":"pay_outs":{"check":"paper","subject":"code":"PAPER_TO_READ","what":"LOOK_PAPER",'
    '"task":".first_review.second_review.final_review.20,"level":"first_review","by":"R001","decision":"approve","refuse","rules":["is_told":false,"checked":"'
    '"commitments":{"SINGLE_STATUS":{"version":"words":"本人承诺","contests":"replies":"TASK_VERIFY"TASK_FIRST_REVIEW"TASK_SECOND_REVIEW"TASK_FINAL_REVIEW"'
    'CORRECTION_ASKED","values":{"count":"CORRECTED"CHECK_ANSWERED","values":{"check":"CHECK_PROPERTY","outcome":"OUTCOME_CONTRADICTED"}}BANK_PART_OFFERED'
    'COST_CONFIRMED","values":{"party":"PARTY_BANK_PART"BANK_PART_READY"BANK_PART_PAID"PAYMENT_PROCESSING"MESSAGE_COST"MESSAGE_CORRECTION","to":"co_borrower"'
    '"not_found","code":"MARRIAGE_NO_RECORD"}"contradicted","unreachable","code":"TAX_PAID"}"invitations":{"spouse":{"party":"person_"until":"\x04\x00'
    '"number":"JK62,"bank":"B01","name":"contract.pdf","key":"cases/\x02/\x02"due_at":"T17:30:00+08:00","provisional":false,"seal":{"signature":"=","certificate":'
    '"","at":"\x04\x00"},"drawn_up_at":"takes_seals":true}{"apply_biz_id":"JK"M1","status":"PENDING","DONE","attempt":1,"visit":"+00:00","from":"20'
    '"until":"20","certificate_number":"甘(20)市不动产证明第号","registered_at":"","wanted_at":"","paid_on":""}{"serial":"JK"P1","status":"ordered",'
    '"paid","amount":"00000.00","rate":"2.60","on":"20"settled_at":"\x04\x00","paid_on":"20"receipt":"HJK"P1"}{"borrower":{"is_electronic":true,"at":"\x04\x00","party":'
    '"person_"by":"depositor:person_"how":{"channel":"wechat","session":"level":"STRONG","method":"face"}}}["person#person_","unit#unit_"]"MESSAGE_DISBURSED'
    'JOINED","values":{"party":"SUBMITTED"}RECEIVED"}ACCEPTED","values":{"policy":"62ASSESSED","values":{"route":"ROUTE_A"}}ROUTE_B"}}ROUTE_C"}}'
    'CONTRACT_READY"}MORTGAGE_FILED"}MORTGAGE_REGISTERED"}PAYMENT_ORDERED"}PAYMENT_PAID"}ENDED_DISBURSED","values":{"policy":"62'
    '{"person_":"borrower","person_":"spouse"}{"borrower":"person_","spouse":"person_[{"name":"receipt.pdf","acceptance.pdf","approval.pdf","voucher.pdf",'
    '"schedule.pdf","schedule.csv","contract.pdf","key":"cases/\x02/\x02.pdf","sha256":"\x03","replaced":false},{"name":"correction-1.pdf","key":"cases/\x02/\x02'
    '{"sha256":"\x03","at":"\x04\x00","by":"bank:B01","evidence":"\x02"by":"depositor:person_{"code":"MESSAGE_SIGN","to":"borrower","at":"\x04\x00"{"code":"MESSAGE_DISBURSED","to":"spouse",'
    '[{"id":"page.borrower.\x01","person":"borrower","party":"person_","how":"page","at":"\x04\x00","papers":["\x03"],"by":"","proof":"","tracking":"","to":""},{"id":"page.spouse.\x01'
    '","outcome":"confirmed","code":"FUND_ACCOUNT_CONFIRMED","part":"\x02"}MARRIAGE_CONFIRMED","part":"\x02"}PROPERTY_CONFIRMED","part":"\x02"}CREDIT_RECEIVED","part":"\x02"}IDENTITY_CONFIRMED","part":"\x02"}{"of":"\x03","at":"\x04\x00'
    '","code":"SIGNED","values":{"party":"PARTY_SPOUSE"}}PARTY_BANK"}}PARTY_BORROWER"}}{"at":"\x04\x00'
)  # fmt: skip
WORDS = {1: _FIRST.encode()}
