/**
 * Education offices of districts, which existed until 30 June 2025 (Luật Tổ chức chính quyền địa phương 2025: two tiers since
 * 1 July). Those that documents we hold were issued by; what they did passed to the committees of the commune-level units.
 */
export const formerOffices = [
  {
    province: '79',
    code: '79-pgddt-govap',
    district: 'quận Gò Vấp',
    path: '79/pgovap/',
    successorPath: '79/26884/',
  },
  {
    province: '22',
    code: '22-pgddt-damha',
    district: 'huyện Đầm Hà',
    path: '22/pdamha/',
    successorPath: '22/06895/',
  },
  {
    province: '22',
    code: '22-pgddt-dongtrieu',
    district: 'thành phố Đông Triều',
    path: '22/pdongtrieu/',
    successorPath: '22/07093/',
  },
] as const

export const districtsUntil = '2025-06-30'
