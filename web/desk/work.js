/** The work of staff. Rendered from domain/work.py; change it there, then `make render`. */
/** The kinds of work of each audience. @type {Record<string, string[]>} */
export const KINDS = {"clerk": ["second_look"], "reviewer": ["verify", "first_review", "second_review", "supplement", "owed"], "supervisor": ["final_review", "attend", "dispute", "complaint", "appeal", "verify", "first_review", "second_review", "supplement", "owed"]};
/** Those the road waits for; of others a case waits for nobody. */
export const ON_THE_ROAD = ["verify", "first_review", "second_review", "final_review", "supplement", "attend"];
