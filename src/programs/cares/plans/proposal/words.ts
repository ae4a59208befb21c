/** The few words that a proposal adds to what the record says. */
export interface Words {
  language: string
  knownSince: string
  treatedWith: string
  lastSeen: string
  saidOn: string
  toAgree: string
  transport: string
  housing: string
  nutrition: string
  utilities: string
  medicine: string
  device: string
  turns16: string
  turns3: string
  turns18: string
  leavesProgram: string
  icp: string
  emergencyPlan: string
}

const english: Words = {
  language: 'en',
  knownSince: 'on record since',
  treatedWith: 'treated with',
  lastSeen: 'last seen for it on',
  saidOn: 'told in the assessment of',
  toAgree: 'To agree with the family: what shall be better, and how we will see it.',
  transport: 'Getting to visits and places',
  housing: 'A safe and steady home',
  nutrition: 'Enough good food',
  utilities: 'Heat, light and water at home',
  medicine: 'Medicine',
  device: 'Equipment',
  turns16: 'Turns 16: preparing for adult life and adult care begins',
  turns3: 'Turns 3: from early intervention to school services',
  turns18: 'Turns 18: own decisions, consent and privacy',
  leavesProgram: 'Turns 21: leaves the program for adult care',
  icp: 'Individual Care Plan',
  emergencyPlan: 'Emergency plan',
}

const table: Readonly<Record<string, Words>> = {
  en: english,
  es: {
    language: 'es',
    knownSince: 'registrado desde',
    treatedWith: 'en tratamiento con',
    lastSeen: 'última atención por ello el',
    saidOn: 'dicho en la evaluación del',
    toAgree: 'Por acordar con la familia: qué debe mejorar y cómo lo veremos.',
    transport: 'Cómo llegar a las citas y a otros lugares',
    housing: 'Un hogar seguro y estable',
    nutrition: 'Suficiente comida buena',
    utilities: 'Calefacción, luz y agua en casa',
    medicine: 'Medicamento',
    device: 'Equipo',
    turns16: 'Cumple 16 años: empieza la preparación para la vida y la atención adultas',
    turns3: 'Cumple 3 años: de intervención temprana a los servicios escolares',
    turns18: 'Cumple 18 años: decisiones propias, consentimiento y privacidad',
    leavesProgram: 'Cumple 21 años: deja el programa y pasa a la atención de adultos',
    icp: 'Plan de atención individual',
    emergencyPlan: 'Plan de emergencia',
  },
  pt: {
    language: 'pt',
    knownSince: 'registrado desde',
    treatedWith: 'em tratamento com',
    lastSeen: 'último atendimento por isso em',
    saidOn: 'dito na avaliação de',
    toAgree: 'A combinar com a família: o que deve melhorar e como vamos perceber.',
    transport: 'Como chegar às consultas e a outros lugares',
    housing: 'Um lar seguro e estável',
    nutrition: 'Comida boa e suficiente',
    utilities: 'Aquecimento, luz e água em casa',
    medicine: 'Medicamento',
    device: 'Equipamento',
    turns16: 'Faz 16 anos: começa a preparação para a vida e o atendimento de adultos',
    turns3: 'Faz 3 anos: da intervenção precoce aos serviços escolares',
    turns18: 'Faz 18 anos: decisões próprias, consentimento e privacidade',
    leavesProgram: 'Faz 21 anos: sai do programa e passa ao atendimento de adultos',
    icp: 'Plano de cuidado individual',
    emergencyPlan: 'Plano de emergência',
  },
  ht: {
    language: 'ht',
    knownSince: 'nan dosye a depi',
    treatedWith: 'li pran',
    lastSeen: 'dènye fwa yo wè l pou sa',
    saidOn: 'yo di sa nan evalyasyon',
    toAgree: 'Pou deside ak fanmi an: ki sa ki dwe amelyore, epi kijan n ap wè sa.',
    transport: 'Kijan pou ale nan randevou ak lòt kote',
    housing: 'Yon kay ki an sekirite epi ki estab',
    nutrition: 'Ase bon manje',
    utilities: 'Chofaj, limyè ak dlo nan kay la',
    medicine: 'Medikaman',
    device: 'Ekipman',
    turns16: 'Fè 16 an: preparasyon pou lavi granmoun ak swen granmoun kòmanse',
    turns3: 'Fè 3 an: soti nan entèvansyon bonè pou ale nan sèvis lekòl',
    turns18: 'Fè 18 an: pwòp desizyon, konsantman ak vi prive',
    leavesProgram: 'Fè 21 an: kite pwogram nan pou swen granmoun',
    icp: 'Plan swen endividyèl',
    emergencyPlan: 'Plan ijans',
  },
  vi: {
    language: 'vi',
    knownSince: 'có trong hồ sơ từ',
    treatedWith: 'đang điều trị bằng',
    lastSeen: 'khám lần cuối vào',
    saidOn: 'theo bản đánh giá ngày',
    toAgree: 'Cần thống nhất với gia đình: điều gì cần tốt hơn và làm sao nhận biết.',
    transport: 'Đi lại để khám bệnh và đến những nơi khác',
    housing: 'Nhà ở an toàn và ổn định',
    nutrition: 'Đủ thức ăn tốt',
    utilities: 'Sưởi, điện và nước trong nhà',
    medicine: 'Thuốc',
    device: 'Thiết bị',
    turns16: 'Tròn 16 tuổi: bắt đầu chuẩn bị cho cuộc sống và chăm sóc người lớn',
    turns3: 'Tròn 3 tuổi: từ can thiệp sớm sang dịch vụ ở trường',
    turns18: 'Tròn 18 tuổi: tự quyết định, đồng ý và riêng tư',
    leavesProgram: 'Tròn 21 tuổi: rời chương trình sang chăm sóc người lớn',
    icp: 'Kế hoạch chăm sóc cá nhân',
    emergencyPlan: 'Kế hoạch khẩn cấp',
  },
}

/** The words in a language, English where we have none. A region (`es-MX`) is served by its language. */
export function wordsIn(language: string | undefined): Words {
  return table[(language ?? 'en').toLowerCase().split('-')[0]!] ?? english
}
