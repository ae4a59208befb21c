/** Everything that a document says in its own voice, in one language. */
export interface Headings {
  language: string
  emergencyTitle: string
  icpTitle: string
  born: string
  years: string
  speaks: string
  weight: string
  memberId: string
  allergies: string
  noneKnown: string
  medicines: string
  noneTaken: string
  noDose: string
  accommodations: string
  noneNeeded: string
  devices: string
  conditions: string
  whoToCall: string
  dayAndNight: string
  reviewed: string
  neverReviewed: string
  stale: string
  latest: string
  today: string
  daysOld: string
  noDay: string
  notOnFile: string
  draft: string
  finalSince: string
  madeWith: string
  team: string
  healthSummary: string
  services: string
  goals: string
  steps: string
  by: string
  education: string
  social: string
  transitions: string
  emergencyPart: string
  madeOn: string
  withheld: string
}

const english: Headings = {
  language: 'en',
  emergencyTitle: 'Emergency plan',
  icpTitle: 'Individual Care Plan',
  born: 'Born',
  years: 'years',
  speaks: 'Speaks',
  weight: 'Weight',
  memberId: 'MassHealth ID',
  allergies: 'Allergies',
  noneKnown: 'None known',
  medicines: 'Medicines now',
  noneTaken: 'Takes no medicine',
  noDose: 'dose not on file',
  accommodations: 'What this child needs from you',
  noneNeeded: 'Nothing special',
  devices: 'Devices and equipment',
  conditions: 'Conditions',
  whoToCall: 'Who to call',
  dayAndNight: 'CARES line, day and night',
  reviewed: 'Last reviewed',
  neverReviewed: 'Never reviewed',
  stale: 'Out of date: check each part with the family before you rely on it.',
  latest: 'latest entry',
  today: 'today',
  daysOld: 'days old',
  noDay: 'day not on file',
  notOnFile: 'Not on file. This does not mean that there is none.',
  draft: 'Draft. Not final.',
  finalSince: 'Final since',
  madeWith: 'Made with',
  team: 'Care team',
  healthSummary: 'Health summary',
  services: 'Services now',
  goals: 'Goals',
  steps: 'Steps',
  by: 'by',
  education: 'School',
  social: 'Help needed with',
  transitions: 'Changes ahead',
  emergencyPart: 'In an emergency',
  madeOn: 'Printed from the live record on',
  withheld: 'Entries that the law protects may be withheld.',
}

const spanish: Headings = {
  language: 'es',
  emergencyTitle: 'Plan de emergencia',
  icpTitle: 'Plan de atención individual',
  born: 'Nacimiento',
  years: 'años',
  speaks: 'Habla',
  weight: 'Peso',
  memberId: 'Número de MassHealth',
  allergies: 'Alergias',
  noneKnown: 'Ninguna conocida',
  medicines: 'Medicamentos actuales',
  noneTaken: 'No toma medicamentos',
  noDose: 'dosis no registrada',
  accommodations: 'Lo que este niño o niña necesita de usted',
  noneNeeded: 'Nada especial',
  devices: 'Dispositivos y equipo',
  conditions: 'Enfermedades',
  whoToCall: 'A quién llamar',
  dayAndNight: 'Línea CARES, día y noche',
  reviewed: 'Última revisión',
  neverReviewed: 'Nunca revisado',
  stale: 'Desactualizado: confirme cada parte con la familia antes de confiar en ella.',
  latest: 'último registro',
  today: 'hoy',
  daysOld: 'días de antigüedad',
  noDay: 'fecha no registrada',
  notOnFile: 'No consta. Eso no significa que no exista.',
  draft: 'Borrador. No es definitivo.',
  finalSince: 'Definitivo desde',
  madeWith: 'Hecho con',
  team: 'Equipo de atención',
  healthSummary: 'Resumen de salud',
  services: 'Servicios actuales',
  goals: 'Metas',
  steps: 'Pasos',
  by: 'hasta',
  education: 'Escuela',
  social: 'Ayuda que hace falta con',
  transitions: 'Cambios que vienen',
  emergencyPart: 'En una emergencia',
  madeOn: 'Impreso del expediente vigente el',
  withheld: 'Es posible que la ley obligue a reservar algunos datos.',
}

const portuguese: Headings = {
  language: 'pt',
  emergencyTitle: 'Plano de emergência',
  icpTitle: 'Plano de cuidado individual',
  born: 'Nascimento',
  years: 'anos',
  speaks: 'Fala',
  weight: 'Peso',
  memberId: 'Número do MassHealth',
  allergies: 'Alergias',
  noneKnown: 'Nenhuma conhecida',
  medicines: 'Medicamentos atuais',
  noneTaken: 'Não toma medicamentos',
  noDose: 'dose não registrada',
  accommodations: 'O que esta criança precisa de você',
  noneNeeded: 'Nada especial',
  devices: 'Dispositivos e equipamentos',
  conditions: 'Doenças',
  whoToCall: 'Para quem ligar',
  dayAndNight: 'Linha CARES, dia e noite',
  reviewed: 'Última revisão',
  neverReviewed: 'Nunca revisado',
  stale: 'Desatualizado: confirme cada parte com a família antes de confiar nela.',
  latest: 'último registro',
  today: 'hoje',
  daysOld: 'dias atrás',
  noDay: 'data não registrada',
  notOnFile: 'Não consta. Isso não quer dizer que não exista.',
  draft: 'Rascunho. Não é definitivo.',
  finalSince: 'Definitivo desde',
  madeWith: 'Feito com',
  team: 'Equipe de cuidado',
  healthSummary: 'Resumo de saúde',
  services: 'Serviços atuais',
  goals: 'Metas',
  steps: 'Passos',
  by: 'até',
  education: 'Escola',
  social: 'Ajuda necessária com',
  transitions: 'Mudanças à frente',
  emergencyPart: 'Em uma emergência',
  madeOn: 'Impresso do registro atual em',
  withheld: 'Alguns dados podem estar reservados por lei.',
}

const haitian: Headings = {
  language: 'ht',
  emergencyTitle: 'Plan ijans',
  icpTitle: 'Plan swen endividyèl',
  born: 'Fèt',
  years: 'an',
  speaks: 'Pale',
  weight: 'Pwa',
  memberId: 'Nimewo MassHealth',
  allergies: 'Alèji',
  noneKnown: 'Pa gen okenn yo konnen',
  medicines: 'Medikaman kounye a',
  noneTaken: 'Pa pran medikaman',
  noDose: 'dòz la pa nan dosye a',
  accommodations: 'Sa timoun sa a bezwen nan men ou',
  noneNeeded: 'Anyen espesyal',
  devices: 'Aparèy ak ekipman',
  conditions: 'Maladi',
  whoToCall: 'Ki moun pou rele',
  dayAndNight: 'Liy CARES, lajounen kou lannwit',
  reviewed: 'Dènye revizyon',
  neverReviewed: 'Pa janm revize',
  stale: 'Pa ajou: verifye chak pati ak fanmi an anvan ou konte sou li.',
  latest: 'dènye antre',
  today: 'jodi a',
  daysOld: 'jou depi',
  noDay: 'dat la pa nan dosye a',
  notOnFile: 'Pa nan dosye a. Sa pa vle di pa genyen.',
  draft: 'Bouyon. Li pa final.',
  finalSince: 'Final depi',
  madeWith: 'Fèt ak',
  team: 'Ekip swen',
  healthSummary: 'Rezime sante',
  services: 'Sèvis kounye a',
  goals: 'Objektif',
  steps: 'Etap',
  by: 'anvan',
  education: 'Lekòl',
  social: 'Bezwen èd pou',
  transitions: 'Chanjman k ap vini',
  emergencyPart: 'Nan yon ijans',
  madeOn: 'Enprime nan dosye aktyèl la',
  withheld: 'Lalwa ka mande pou kenbe kèk enfòmasyon.',
}

const vietnamese: Headings = {
  language: 'vi',
  emergencyTitle: 'Kế hoạch khẩn cấp',
  icpTitle: 'Kế hoạch chăm sóc cá nhân',
  born: 'Ngày sinh',
  years: 'tuổi',
  speaks: 'Nói tiếng',
  weight: 'Cân nặng',
  memberId: 'Số MassHealth',
  allergies: 'Dị ứng',
  noneKnown: 'Không có dị ứng đã biết',
  medicines: 'Thuốc hiện dùng',
  noneTaken: 'Không dùng thuốc',
  noDose: 'chưa ghi liều dùng',
  accommodations: 'Điều em cần ở quý vị',
  noneNeeded: 'Không có gì đặc biệt',
  devices: 'Thiết bị và dụng cụ',
  conditions: 'Bệnh',
  whoToCall: 'Gọi cho ai',
  dayAndNight: 'Đường dây CARES, ngày và đêm',
  reviewed: 'Xem lại lần cuối',
  neverReviewed: 'Chưa từng xem lại',
  stale: 'Đã cũ: hãy hỏi lại gia đình từng phần trước khi dựa vào.',
  latest: 'mục mới nhất',
  today: 'hôm nay',
  daysOld: 'ngày trước',
  noDay: 'chưa ghi ngày',
  notOnFile: 'Không có trong hồ sơ. Điều đó không có nghĩa là không có.',
  draft: 'Bản nháp. Chưa chính thức.',
  finalSince: 'Chính thức từ',
  madeWith: 'Cùng lập với',
  team: 'Nhóm chăm sóc',
  healthSummary: 'Tóm tắt sức khỏe',
  services: 'Dịch vụ hiện có',
  goals: 'Mục tiêu',
  steps: 'Các bước',
  by: 'trước',
  education: 'Trường học',
  social: 'Cần giúp đỡ về',
  transitions: 'Thay đổi sắp tới',
  emergencyPart: 'Khi khẩn cấp',
  madeOn: 'In từ hồ sơ hiện hành ngày',
  withheld: 'Một số mục có thể được giữ kín theo luật.',
}

const table: Readonly<Record<string, Headings>> = { en: english, es: spanish, pt: portuguese, ht: haitian, vi: vietnamese }

/** The headings in a language, English where we have none. A region (`pt-BR`) is served by its language. */
export function headingsIn(language: string | undefined): Headings {
  return table[(language ?? 'en').toLowerCase().split('-')[0]!] ?? english
}
